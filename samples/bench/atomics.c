/* Compiled for Armv8.1: each operation is one instruction. */

#include "atomics.h"

#include "workload.h"

static uint64_t counters[64];
static uint32_t lock;

/* LDADD, with and without what it returns. */
uint64_t atomic_add(uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        sum += __atomic_fetch_add(&counters[i % 64], n, __ATOMIC_ACQ_REL);
        __atomic_fetch_add(&counters[(i + 7) % 64], 1, __ATOMIC_RELAXED);
    }
    return sum;
}

/* CAS, of which every other one fails once. */
uint64_t atomic_compare_and_swap(uint64_t n)
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

/* SWPA takes a lock, STLR gives it back. */
uint64_t atomic_lock(uint64_t n)
{
    for (unsigned i = 0; i < OPERATIONS; i++) {
        while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE) != 0) {
        }
        counters[i % 64] += n;
        __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    }
    return counters[n % 64];
}

/* LDSET and LDCLR. */
uint64_t atomic_bits(uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        uint64_t bit = 1ul << ((i + n) % 64);
        sum += __atomic_fetch_or(&counters[i % 64], bit, __ATOMIC_RELAXED) & bit;
        sum += __atomic_fetch_and(&counters[(i + 1) % 64], ~bit, __ATOMIC_RELAXED) & bit;
    }
    return sum;
}

static const struct Kernel kernels[] = {
    {"add", 7000, 0, atomic_add},
    {"cas", 3400, 0, atomic_compare_and_swap},
    {"swap-lock", 7500, 0, atomic_lock},
    {"bits", 6000, 0, atomic_bits},
    {"exclusive-add", 4500, 0, exclusive_add},
    {"exclusive-cas", 5000, 0, exclusive_compare_and_swap},
    {"exclusive-lock", 4000, 0, exclusive_lock},
    {0},
};
const struct Workload atomics_workload = {"atomics", kernels};
