/* The part of the Realm Services Interface by which a realm proves to others what it is (Arm DEN0137, part RSI). */
#pragma once

#include <stdint.h>

#include "rsi.h"

#define CHALLENGE_SIZE 64
#define MEASUREMENT_SIZE 64

/* Extends one of the realm's own measurements, 1 to 4, by up to 64 bytes. */
enum RsiStatus rsi_measurement_extend(uint64_t index, const uint8_t *value, uint64_t size);

/* Begins a token; `bound` receives a size in bytes that it does not exceed. */
enum RsiStatus rsi_attestation_token_init(const uint8_t challenge[CHALLENGE_SIZE], uint64_t *bound);

/*
 * Writes the next piece of the token into a granule, and its size into `written`. RSI_INCOMPLETE means that there is
 * more of it.
 */
enum RsiStatus rsi_attestation_token_continue(uint8_t *granule, uint64_t offset, uint64_t size, uint64_t *written);
