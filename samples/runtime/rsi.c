#include "rsi.h"

#include "smc.h"

#define RSI_VERSION 0xC4000190
#define RSI_REALM_CONFIG 0xC4000196
#define RSI_IPA_STATE_SET 0xC4000197
#define RSI_IPA_STATE_GET 0xC4000198
#define RSI_HOST_CALL 0xC4000199

_Static_assert(__builtin_offsetof(struct RsiRealmConfig, personalization_value) == 0x200, "RsiRealmConfig.rpv");
_Static_assert(sizeof(struct RsiRealmConfig) == GRANULE_SIZE, "RsiRealmConfig fills a granule");
_Static_assert(sizeof(struct RsiHostCall) == 256, "RsiHostCall");

enum RsiStatus rsi_version(uint64_t requested, uint64_t *implemented)
{
    struct SmcRegisters registers = {{RSI_VERSION, requested}};
    smc_call(&registers);
    *implemented = registers.x[1];
    return registers.x[0];
}

enum RsiStatus rsi_realm_config(struct RsiRealmConfig *config)
{
    struct SmcRegisters registers = {{RSI_REALM_CONFIG, (uintptr_t)config}};
    smc_call(&registers);
    return registers.x[0];
}

enum RsiStatus rsi_ipa_state_set(uint64_t base, uint64_t top, enum Ripas ripas, uint64_t flags,
                                 struct RipasChange *change)
{
    struct SmcRegisters registers = {{RSI_IPA_STATE_SET, base, top, ripas, flags}};
    smc_call(&registers);
    change->reached = registers.x[1];
    change->rejected = registers.x[2] != 0;
    return registers.x[0];
}

enum RsiStatus rsi_ipa_state_get(uint64_t base, uint64_t top, uint64_t *end, enum Ripas *ripas)
{
    struct SmcRegisters registers = {{RSI_IPA_STATE_GET, base, top}};
    smc_call(&registers);
    *end = registers.x[1];
    *ripas = registers.x[2];
    return registers.x[0];
}

enum RsiStatus rsi_host_call(struct RsiHostCall *call)
{
    struct SmcRegisters registers = {{RSI_HOST_CALL, (uintptr_t)call}};
    smc_call(&registers);
    return registers.x[0];
}
