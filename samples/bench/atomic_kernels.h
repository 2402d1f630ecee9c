/*
 * The kernels that atomics.c and exclusives.c have in common, compiled to instructions of FEAT_LSE by the one and to loops of
 * exclusive loads and stores by the other. Who includes this says what they are called: NAME(kernel).
 */
#include <stdint.h>

#include "atomics.h"

static uint64_t counters[64];
static uint32_t lock;

/* Additions, with and without what they return. */
uint64_t NAME(add)(uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        sum += __atomic_fetch_add(&counters[i % 64], n, __ATOMIC_ACQ_REL);
        __atomic_fetch_add(&counters[(i + 7) % 64], 1, __ATOMIC_RELAXED);
    }
    return sum;
}

/* Compare and swap, of which every other one fails once. */
uint64_t NAME(compare_and_swap)(uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        uint64_t *counter = &counters[i % 64];
        uint64_t seen = *counter + (i & 1);
        while (!__atomic_compare_exchange_n(counter, &seen, seen * 3 + n, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
            sum++;
        }
    }
    return sum + counters[n % 64];
}

/* An exchange takes a lock, a release store gives it back. */
uint64_t NAME(lock)(uint64_t n)
{
    for (unsigned i = 0; i < OPERATIONS; i++) {
        while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE) != 0) {
        }
        counters[i % 64] += n;
        __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    }
    return counters[n % 64];
}
