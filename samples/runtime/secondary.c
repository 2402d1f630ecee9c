#include "secondary.h"

void secondary_start(void);

enum PsciStatus secondary_on(uint64_t mpidr, const struct SecondaryStart *start)
{
    __asm__ volatile("dsb ish" : : : "memory"); /* *start is in memory before the other vCPU looks for it */
    return psci_cpu_on(mpidr, (uintptr_t)secondary_start, (uintptr_t)start);
}
