/*
 * A host of the normal world, at EL2: it makes a realm of the image that the machine has loaded beside it, enters the
 * realm's only REC, and serves what it exits for: host calls, until the realm turns itself off.
 */

#include <stdint.h>

#include "console.h"
#include "psci.h"
#include "rmi.h"

/* Bit 32 of an address tells the protected half from the unprotected. */
#define IPA_BITS 33

/* Where the realm's image is, in physical memory and in the realm: see normal-world.realm and samples/build.sh. */
#define IMAGE 0x88200000
#define IMAGE_IPA 0x10000
#define IMAGE_GRANULES 8

#define RMI_VERSION_1_0 0x10000
#define LAST_LEVEL 3

/* What the realm asks for. */
#define SQUARE 7

static uint8_t granules[48][GRANULE_SIZE] __attribute__((aligned(GRANULE_SIZE)));
static unsigned granules_used;

static struct RealmParameters realm_parameters;
static struct RecParameters rec_parameters;
static struct RecRun run;

static void require_success(uint64_t result, const char *command)
{
    if (result == RMI_SUCCESS)
        return;
    console_text("host: ");
    console_text(command);
    console_text(" failed with ");
    console_decimal(result);
    console_text("\n");
    psci_system_off();
}

/* A granule that belongs to the Realm world from now on. */
static void *delegated(void)
{
    void *granule = granules[granules_used++];
    require_success(rmi_granule_delegate(granule), "RMI_GRANULE_DELEGATE");
    return granule;
}

static void *create_realm(void)
{
    void *rd = delegated();
    realm_parameters.ipa_bits = IPA_BITS;
    realm_parameters.breakpoints = 1;
    realm_parameters.watchpoints = 1;
    realm_parameters.vmid = 1;
    realm_parameters.rtt_base = (uintptr_t)delegated();
    realm_parameters.rtt_level_start = 1;
    realm_parameters.rtt_num_start = 1;
    require_success(rmi_realm_create(rd, &realm_parameters), "RMI_REALM_CREATE");
    return rd;
}

/* Tables down to the last level, RIPAS RAM, and the image, all of it measured. */
static void populate(void *rd)
{
    for (uint64_t level = 2; level <= LAST_LEVEL; level++)
        require_success(rmi_rtt_create(rd, delegated(), 0, level), "RMI_RTT_CREATE");
    uint64_t size = IMAGE_GRANULES * GRANULE_SIZE;
    require_success(rmi_rtt_init_ripas(rd, IMAGE_IPA, IMAGE_IPA + size), "RMI_RTT_INIT_RIPAS");
    for (uint64_t offset = 0; offset < size; offset += GRANULE_SIZE) {
        const void *source = (const void *)(IMAGE + offset);
        require_success(rmi_data_create(rd, delegated(), IMAGE_IPA + offset, source), "RMI_DATA_CREATE");
    }
}

static void *create_rec(void *rd)
{
    void *rec = delegated();
    rec_parameters.flags = REC_RUNNABLE;
    rec_parameters.pc = IMAGE_IPA;
    require_success(rmi_rec_aux_count(rd, &rec_parameters.num_aux), "RMI_REC_AUX_COUNT");
    for (uint64_t i = 0; i < rec_parameters.num_aux; i++)
        rec_parameters.aux[i] = (uintptr_t)delegated();
    require_success(rmi_rec_create(rd, rec, &rec_parameters), "RMI_REC_CREATE");
    return rec;
}

/* Answers a host call in the registers of the next entry. */
static void serve_host_call(void)
{
    uint64_t number = run.exit.gprs[0];
    run.enter.gprs[0] = run.exit.immediate == SQUARE ? number * number : 0;
    console_text("host: the realm asks for the square of ");
    console_decimal(number);
    console_text("\n");
}

/* Enters a REC until it exits for something else than a host call. */
static void run_rec(void *rec)
{
    do {
        require_success(rmi_rec_enter(rec, &run), "RMI_REC_ENTER");
        if (run.exit.reason == EXIT_HOST_CALL)
            serve_host_call();
    } while (run.exit.reason == EXIT_HOST_CALL);
}

int main(void)
{
    uint64_t version;
    require_success(rmi_version(RMI_VERSION_1_0, &version), "RMI_VERSION");
    console_text("host: RMM ");
    console_decimal(version >> 16);
    console_text(".");
    console_decimal(version & 0xffff);
    console_text("\n");

    void *rd = create_realm();
    populate(rd);
    void *rec = create_rec(rd);
    require_success(rmi_realm_activate(rd), "RMI_REALM_ACTIVATE");
    run_rec(rec);
    console_text(run.exit.reason == EXIT_PSCI ? "host: the realm is off\n" : "host: the realm failed\n");
    return 0;
}
