/* Compiled for Armv8.1: each operation is one instruction. */

#define NAME(kernel) atomic_##kernel
#include "atomic_kernels.h"

#include "workload.h"

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
