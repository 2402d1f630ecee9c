/* Starting a vCPU other than the first. */
#pragma once

#include <stdint.h>

#include "psci.h"

/* What secondary_start in start.S finds at the context of PSCI CPU_ON; it relies on the stack coming first. */
struct SecondaryStart {
    void *stack_top; /* 16-byte aligned */
    void (*function)(void);
};

/* Starts vCPU `mpidr` in start->function; when that returns, the vCPU turns itself off. */
enum PsciStatus secondary_on(uint64_t mpidr, const struct SecondaryStart *start);
