/*
 * ripas: the life of one granule of a realm. It is given back to the host and asked for again; then the host takes it
 * without being asked. After each step the realm looks at the granule's RIPAS and, where that is safe, reads it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "console.h"
#include "exception.h"
#include "host.h"
#include "mmu.h"
#include "rsi.h"

#define PATTERN 0x5ec12e7da7a5ec12

/* The granule all this happens to. Nothing else lies in it. */
static uint64_t granule[GRANULE_SIZE / sizeof(uint64_t)] __attribute__((aligned(GRANULE_SIZE)));

static unsigned failures;

static const char *name_of(enum Ripas ripas)
{
    static const char *const names[] = {"EMPTY", "RAM", "DESTROYED"};
    return ripas <= RIPAS_DESTROYED ? names[ripas] : "?";
}

static void expect(bool condition, const char *what)
{
    if (!condition) {
        console_print("  NOT AS SPECIFIED: %s\n", what);
        failures++;
    }
}

static void expect_state(enum Ripas expected)
{
    uint64_t base = (uintptr_t)granule;
    uint64_t end = 0;
    enum Ripas ripas = RIPAS_EMPTY;
    enum RsiStatus status = rsi_ipa_state_get(base, base + GRANULE_SIZE, &end, &ripas);
    console_print("  RIPAS of 0x%lx: %s\n", base, name_of(ripas));
    expect(status == RSI_SUCCESS && end == base + GRANULE_SIZE, "RSI_IPA_STATE_GET covers the granule");
    expect(ripas == expected, "the RIPAS");
}

/* Asks for the change once, and says whether it was made. */
static bool change_to(enum Ripas ripas, uint64_t flags)
{
    uint64_t base = (uintptr_t)granule;
    struct RipasChange change;
    enum RsiStatus status = rsi_ipa_state_set(base, base + GRANULE_SIZE, ripas, flags, &change);
    expect(status == RSI_SUCCESS, "RSI_IPA_STATE_SET succeeds");
    return !change.rejected && change.reached == base + GRANULE_SIZE;
}

/* Whether the pattern is still there. What new memory holds instead, the specification leaves open. */
static void expect_pattern(bool expected)
{
    uint64_t value;
    struct DataAbort abort;
    bool readable = probe_read((uintptr_t)granule, &value, &abort);
    expect(readable, "the granule can be read");
    if (readable) {
        console_print("  reads 0x%lx\n", value);
        expect((value == PATTERN) == expected, "what it reads");
    }
}

static void expect_external_abort(void)
{
    uint64_t value;
    struct DataAbort abort;
    bool readable = probe_read((uintptr_t)granule, &value, &abort);
    expect(!readable, "the read is aborted");
    if (!readable) {
        console_print("  the read is aborted: ESR 0x%lx, FAR 0x%lx, ELR 0x%lx\n", abort.esr, abort.far, abort.elr);
        expect(DATA_FAULT_STATUS(abort.esr) == SYNCHRONOUS_EXTERNAL_ABORT, "a synchronous external abort");
        expect(abort.far == (uintptr_t)granule, "FAR is the granule's address");
    }
}

int main(void)
{
    mmu_enable();

    console_print("A granule of RAM.\n");
    granule[0] = PATTERN;
    expect_state(RIPAS_RAM);
    expect_pattern(true);

    console_print("Given back to the host.\n");
    expect(change_to(RIPAS_EMPTY, 0), "RAM may become EMPTY");
    expect_state(RIPAS_EMPTY);
    expect_external_abort();

    console_print("Asked for again: it is new memory.\n");
    expect(change_to(RIPAS_RAM, 0), "EMPTY may become RAM");
    expect_state(RIPAS_RAM);
    expect_pattern(false);
    granule[0] = PATTERN;
    expect_pattern(true);

    /* Reading it now would leave the realm with a fault that the host cannot mend, and has no reason to. */
    console_print("Taken by the host.\n");
    expect(host_take_granule((uintptr_t)granule) == 0, "the host takes it");
    expect_state(RIPAS_DESTROYED);

    console_print("Asked for again, as if nothing had happened.\n");
    expect(!change_to(RIPAS_RAM, 0), "a loss goes unnoticed");
    expect_state(RIPAS_DESTROYED);

    console_print("Asked for again, accepting the loss.\n");
    expect(change_to(RIPAS_RAM, RSI_CHANGE_DESTROYED), "DESTROYED may become RAM");
    expect_state(RIPAS_RAM);
    expect_pattern(false);

    console_print(failures == 0 ? "All as specified.\n" : "Some of it is not as specified.\n");
    return failures == 0 ? 0 : 1;
}
