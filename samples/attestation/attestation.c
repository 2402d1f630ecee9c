#include "attestation.h"

#include "smc.h"

#define RSI_MEASUREMENT_EXTEND 0xC4000193
#define RSI_ATTESTATION_TOKEN_INIT 0xC4000194
#define RSI_ATTESTATION_TOKEN_CONTINUE 0xC4000195

/* Bytes go to the monitor in registers, the first in the lowest bits. */
static void put_bytes(uint64_t *registers, const uint8_t *bytes, uint64_t size)
{
    for (uint64_t i = 0; i < size; i++) {
        registers[i / 8] |= (uint64_t)bytes[i] << (i % 8 * 8);
    }
}

enum RsiStatus rsi_measurement_extend(uint64_t index, const uint8_t *value, uint64_t size)
{
    struct SmcRegisters registers = {{RSI_MEASUREMENT_EXTEND, index, size}};
    put_bytes(&registers.x[3], value, size < MEASUREMENT_SIZE ? size : MEASUREMENT_SIZE);
    smc_call(&registers);
    return registers.x[0];
}

enum RsiStatus rsi_attestation_token_init(const uint8_t challenge[CHALLENGE_SIZE], uint64_t *bound)
{
    struct SmcRegisters registers = {{RSI_ATTESTATION_TOKEN_INIT}};
    put_bytes(&registers.x[1], challenge, CHALLENGE_SIZE);
    smc_call(&registers);
    *bound = registers.x[1];
    return registers.x[0];
}

enum RsiStatus rsi_attestation_token_continue(uint8_t *granule, uint64_t offset, uint64_t size, uint64_t *written)
{
    struct SmcRegisters registers = {{RSI_ATTESTATION_TOKEN_CONTINUE, (uintptr_t)granule, offset, size}};
    smc_call(&registers);
    *written = registers.x[1];
    return registers.x[0];
}
