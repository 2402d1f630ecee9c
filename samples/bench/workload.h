/* What is measured: workloads, each of several kernels, each of which is a piece of work done over and over. */
#pragma once

#include <stdint.h>

struct Kernel {
    const char *name;
    uint64_t rounds;             /* so many that the workload's kernels together take QEMU about a second */
    void (*prepare)(void);       /* before the first round; may be null */
    uint64_t (*run)(uint64_t n); /* round number n; returns what its result is recognised by */
};

struct Workload {
    const char *name;
    const struct Kernel *kernels; /* the last one has no name */
};

extern const struct Workload integer_workload;
extern const struct Workload memory_workload;
extern const struct Workload calls_workload;
extern const struct Workload float_workload;
extern const struct Workload atomics_workload;
extern const struct Workload exceptions_workload;
extern const struct Workload cold_workload;

/* Part of a count, as scale=N/M in the boot arguments says; at least one. */
uint64_t scaled(uint64_t count);

/* Room for the data of one kernel at a time, ARENA_SIZE bytes from a page's beginning, of any contents. */
#define ARENA_SIZE (24ul << 20)
void *arena(void);

/* A sequence of numbers that look random: the state is never zero, and every number depends on it alone. */
static inline uint64_t xorshift(uint64_t *state)
{
    uint64_t x = *state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return *state = x;
}

static inline uint64_t mixed(uint64_t sum, uint64_t value)
{
    return (sum ^ value) * 0x9e3779b97f4a7c15 + (sum >> 29);
}
