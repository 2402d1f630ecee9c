/* The SMC instruction with the registers it carries. */
#pragma once

#include <stdint.h>

struct SmcRegisters {
    uint64_t x[11];
};

void smc_call(struct SmcRegisters *registers);
