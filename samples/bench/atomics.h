/* The kernels of the workload "atomics", which are in two files since they are compiled differently. */
#pragma once

#include <stdint.h>

/* atomics.c: by the instructions of FEAT_LSE. */
uint64_t atomic_add(uint64_t n);
uint64_t atomic_compare_and_swap(uint64_t n);
uint64_t atomic_lock(uint64_t n);
uint64_t atomic_bits(uint64_t n);

/* exclusives.c: by exclusive loads and stores. */
uint64_t exclusive_add(uint64_t n);
uint64_t exclusive_compare_and_swap(uint64_t n);
uint64_t exclusive_lock(uint64_t n);

/* Times that a kernel's operation is done in a round. */
#define OPERATIONS 4096
