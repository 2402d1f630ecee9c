/* Loops for the vector unit: compiled so that it is used, and written as anyone writes them. */

#include "float.h"
#include "workload.h"

#define BYTES 8192

static uint8_t from[BYTES + 2];
static uint8_t to[BYTES];
static int16_t shorts[BYTES / 2];
static float singles[BYTES / 4];
static float others[BYTES / 4];

void fill_vectors(void)
{
    uint64_t state = 1;
    for (unsigned i = 0; i < sizeof from; i++) {
        from[i] = xorshift(&state);
    }
    for (unsigned i = 0; i < BYTES / 2; i++) {
        shorts[i] = xorshift(&state);
    }
    for (unsigned i = 0; i < BYTES / 4; i++) {
        singles[i] = (int16_t)xorshift(&state) / 64.0f;
        others[i] = 0;
    }
}

uint64_t saxpy(uint64_t n)
{
    float factor = 0.5f + (n % 8) * 0.125f;
    for (unsigned i = 0; i < BYTES / 4; i++) {
        others[i] = factor * singles[i] + others[i] * 0.75f;
    }
    union {
        float value;
        uint32_t bits;
    } both = {others[n % (BYTES / 4)]};
    return both.bits;
}

uint64_t blur(uint64_t n)
{
    for (unsigned i = 0; i < BYTES; i++) {
        to[i] = (from[i] + 2 * from[i + 1] + from[i + 2] + 2) >> 2;
    }
    return to[n % BYTES];
}

uint64_t extremes(uint64_t n)
{
    int16_t least = INT16_MAX;
    int16_t most = INT16_MIN;
    int16_t mask = n;
    for (unsigned i = 0; i < BYTES / 2; i++) {
        int16_t value = shorts[i] ^ mask;
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    return (uint16_t)least << 16 | (uint16_t)most;
}

uint64_t products(uint64_t n)
{
    int32_t sum = n;
    for (unsigned i = 0; i < BYTES / 2; i++) {
        sum += shorts[i] * (int16_t)(from[i] + n);
    }
    return (uint32_t)sum;
}

uint64_t xor_stream(uint64_t n)
{
    for (unsigned i = 0; i < BYTES; i++) {
        to[i] = to[i] ^ from[i] ^ (uint8_t)(n + i);
    }
    return to[n % BYTES];
}
