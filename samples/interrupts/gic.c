#include "gic.h"

#include "mmio.h"
#include "realm.h"

#define DISTRIBUTOR 0x3fff0000ul
#define REDISTRIBUTORS 0x3ffb0000ul
#define REDISTRIBUTOR_SIZE 0x20000ul

#define GICD_CTLR 0x0000
#define CTLR_ARE (1u << 4)
#define CTLR_ENABLE_GROUP_1 (1u << 1)

#define GICR_WAKER 0x0014
#define WAKER_PROCESSOR_SLEEP (1u << 1)
#define WAKER_CHILDREN_ASLEEP (1u << 2)
#define GICR_IGROUPR0 0x10080
#define GICR_ISENABLER0 0x10100

#define PRIORITY_MASK_ALL 0xff

static uintptr_t redistributor(unsigned index)
{
    return realm_unprotected(REDISTRIBUTORS + index * REDISTRIBUTOR_SIZE);
}

void gic_enable(void)
{
    mmio_write32(realm_unprotected(DISTRIBUTOR) + GICD_CTLR, CTLR_ARE | CTLR_ENABLE_GROUP_1);
}

void gic_enable_cpu(unsigned index)
{
    uintptr_t waker = redistributor(index) + GICR_WAKER;
    mmio_write32(waker, mmio_read32(waker) & ~WAKER_PROCESSOR_SLEEP);
    while (mmio_read32(waker) & WAKER_CHILDREN_ASLEEP) {
    }
    mmio_write32(redistributor(index) + GICR_IGROUPR0, 0xffffffff);
    __asm__ volatile("msr S3_0_C4_C6_0, %0\n\t"  /* ICC_PMR_EL1 */
                     "msr S3_0_C12_C12_7, %1\n\t" /* ICC_IGRPEN1_EL1 */
                     "isb"
                     :
                     : "r"((uint64_t)PRIORITY_MASK_ALL), "r"(1ul));
}

void gic_enable_private(unsigned index, unsigned interrupt)
{
    mmio_write32(redistributor(index) + GICR_ISENABLER0, 1u << interrupt);
}

void gic_send(unsigned index, unsigned interrupt)
{
    uint64_t request = (uint64_t)interrupt << 24 | 1ul << index;
    __asm__ volatile("dsb ishst\n\t"             /* what the other is told of is written before it hears */
                     "msr S3_0_C12_C11_5, %0\n\t" /* ICC_SGI1R_EL1 */
                     "isb"
                     :
                     : "r"(request)
                     : "memory");
}

unsigned gic_acknowledge(void)
{
    uint64_t interrupt;
    __asm__ volatile("mrs %0, S3_0_C12_C12_0" : "=r"(interrupt) : : "memory"); /* ICC_IAR1_EL1 */
    return interrupt & 0xffffff;
}

void gic_end(unsigned interrupt)
{
    __asm__ volatile("msr S3_0_C12_C12_1, %0\n\tisb" : : "r"((uint64_t)interrupt) : "memory"); /* ICC_EOIR1_EL1 */
}
