/* The Realm Services Interface 1.0: what the Realm Management Monitor offers to a realm (Arm DEN0137, part RSI). */
#pragma once

#include <stdint.h>

#define GRANULE_SIZE 4096

enum RsiStatus {
    RSI_SUCCESS = 0,
    RSI_ERROR_INPUT = 1,
    RSI_ERROR_STATE = 2,
    RSI_INCOMPLETE = 3,
    RSI_ERROR_UNKNOWN = 4,
};

/* The state of a granule of the protected half of the IPA space. */
enum Ripas {
    RIPAS_EMPTY = 0,     /* nothing there; an access is an external abort taken by the realm */
    RIPAS_RAM = 1,       /* memory of the realm */
    RIPAS_DESTROYED = 2, /* was memory, and the host took it away; an access exits to the host */
};

enum RsiHash {
    RSI_HASH_SHA_256 = 0,
    RSI_HASH_SHA_512 = 1,
};

/* RsiRealmConfig: what the host chose when it created the realm. */
struct RsiRealmConfig {
    uint64_t ipa_width; /* in bits */
    uint8_t hash_algorithm;
    uint8_t unused_0[0x200 - 0x9];
    uint8_t personalization_value[64];
    uint8_t unused_1[GRANULE_SIZE - 0x240];
} __attribute__((aligned(GRANULE_SIZE)));

/* RsiHostCall: a message to the host, and its answer. */
struct RsiHostCall {
    uint64_t immediate;
    uint64_t gprs[31];
} __attribute__((aligned(256)));

/* What RSI_IPA_STATE_SET reports: how far it came, and whether the host refused. */
struct RipasChange {
    uint64_t reached; /* the first address not changed */
    int rejected;
};

#define RSI_VERSION_1_0 0x10000

/* Flag of rsi_ipa_state_set: the change may include granules that are DESTROYED. */
#define RSI_CHANGE_DESTROYED 1

/* Asks for a version of the interface; `implemented` receives the one the monitor offers (major in bits 30:16). */
enum RsiStatus rsi_version(uint64_t requested, uint64_t *implemented);

enum RsiStatus rsi_realm_config(struct RsiRealmConfig *config);

/* Asks for [base, top) to become `ripas`; the monitor and the host may stop before `top`. */
enum RsiStatus rsi_ipa_state_set(uint64_t base, uint64_t top, enum Ripas ripas, uint64_t flags,
                                 struct RipasChange *change);

/* The state at `base`, and where (at most at `top`) it ends. */
enum RsiStatus rsi_ipa_state_get(uint64_t base, uint64_t top, uint64_t *end, enum Ripas *ripas);

enum RsiStatus rsi_host_call(struct RsiHostCall *call);
