/* The Realm Management Interface 1.0: what the Realm Management Monitor offers to a host (Arm DEN0137, part RMI). */
#pragma once

#include <stdint.h>

#define GRANULE_SIZE 4096

enum RmiStatus {
    RMI_SUCCESS = 0,
    RMI_ERROR_INPUT = 1,
    RMI_ERROR_REALM = 2,
    RMI_ERROR_REC = 3,
    RMI_ERROR_RTT = 4,
};

/* RmiRealmParams: what a realm is to be. */
struct RealmParameters {
    uint64_t flags;
    uint64_t ipa_bits;
    uint64_t sve_vector_length;
    uint64_t breakpoints;
    uint64_t watchpoints;
    uint64_t pmu_counters;
    uint64_t hash_algorithm;
    uint8_t unused_0[0x400 - 0x38];
    uint8_t personalization_value[64];
    uint8_t unused_1[0x800 - 0x440];
    uint64_t vmid;
    uint64_t rtt_base;
    int64_t rtt_level_start;
    uint32_t rtt_num_start;
    uint8_t unused_2[GRANULE_SIZE - 0x81c];
} __attribute__((aligned(GRANULE_SIZE)));

/* RmiRecParams: what a virtual processor is to be. */
struct RecParameters {
    uint64_t flags;
    uint8_t unused_0[0x100 - 0x8];
    uint64_t mpidr;
    uint8_t unused_1[0x200 - 0x108];
    uint64_t pc;
    uint8_t unused_2[0x300 - 0x208];
    uint64_t gprs[8];
    uint8_t unused_3[0x800 - 0x340];
    uint64_t num_aux;
    uint64_t aux[16];
    uint8_t unused_4[GRANULE_SIZE - 0x888];
} __attribute__((aligned(GRANULE_SIZE)));

#define REC_RUNNABLE 1

enum RecExitReason {
    EXIT_SYNC = 0,
    EXIT_IRQ = 1,
    EXIT_FIQ = 2,
    EXIT_PSCI = 3,
    EXIT_RIPAS_CHANGE = 4,
    EXIT_HOST_CALL = 5,
    EXIT_SERROR = 6,
};

/* RmiRecRun: what goes into a REC when it is entered, and what comes out when it exits. */
struct RecRun {
    struct {
        uint64_t flags;
        uint8_t unused_0[0x200 - 0x8];
        uint64_t gprs[31];
        uint8_t unused_1[0x800 - 0x2f8];
    } enter;
    struct {
        uint64_t reason;
        uint8_t unused_0[0x100 - 0x8];
        uint64_t esr;
        uint64_t far;
        uint64_t hpfar;
        uint8_t unused_1[0x200 - 0x118];
        uint64_t gprs[31];
        uint8_t unused_2[0x600 - 0x2f8];
        uint64_t immediate;
        uint8_t unused_3[0x800 - 0x608];
    } exit;
} __attribute__((aligned(GRANULE_SIZE)));

/* Each returns an RmiResult: an enum RmiStatus in bits 7:0, an index or a level above. */
uint64_t rmi_version(uint64_t requested, uint64_t *implemented);
uint64_t rmi_granule_delegate(void *granule);
uint64_t rmi_realm_create(void *rd, const struct RealmParameters *parameters);
uint64_t rmi_realm_activate(void *rd);
uint64_t rmi_rtt_create(void *rd, void *table, uint64_t ipa, uint64_t level);
uint64_t rmi_rtt_init_ripas(void *rd, uint64_t base, uint64_t top);
uint64_t rmi_data_create(void *rd, void *granule, uint64_t ipa, const void *source);
uint64_t rmi_rec_aux_count(void *rd, uint64_t *count);
uint64_t rmi_rec_create(void *rd, void *rec, const struct RecParameters *parameters);
uint64_t rmi_rec_enter(void *rec, struct RecRun *run);
