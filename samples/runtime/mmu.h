/* Stage 1 translation. Samples start without; two vCPUs that share memory need it. */
#pragma once

/*
 * Turns stage 1 on for this vCPU: addresses stay what they are; memory becomes Normal and cacheable, which is what
 * exclusive loads and stores are defined for, and the console's registers become Device.
 */
void mmu_enable(void);
