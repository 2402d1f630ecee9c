/* Compiled for Armv8.0: each operation is a loop of a load and a store exclusive. */

#include "atomics.h"

static uint64_t counters[64];
static uint32_t lock;

uint64_t exclusive_add(uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        sum += __atomic_fetch_add(&counters[i % 64], n, __ATOMIC_ACQ_REL);
        __atomic_fetch_add(&counters[(i + 7) % 64], 1, __ATOMIC_RELAXED);
    }
    return sum;
}

uint64_t exclusive_compare_and_swap(uint64_t n)
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

uint64_t exclusive_lock(uint64_t n)
{
    for (unsigned i = 0; i < OPERATIONS; i++) {
        while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE) != 0) {
        }
        counters[i % 64] += n;
        __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    }
    return counters[n % 64];
}
