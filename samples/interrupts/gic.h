/* The GICv3 of the realm (Arm IHI 0069), in interrupts.realm's place: the host emulates it in the unprotected half. */
#pragma once

#include <stdint.h>

/* Brings up the distributor; once, by the first vCPU. */
void gic_enable(void);

/* Brings up the redistributor and the CPU interface of vCPU `index`, by itself. */
void gic_enable_cpu(unsigned index);

/* Lets an SGI or PPI (0 to 31) of vCPU `index` in. */
void gic_enable_private(unsigned index, unsigned interrupt);

/* Sends a software generated interrupt to vCPU `index`, 0 to 15. */
void gic_send(unsigned index, unsigned interrupt);

/* Which interrupt is to be served; 1023 if it is gone. */
unsigned gic_acknowledge(void);

void gic_end(unsigned interrupt);
