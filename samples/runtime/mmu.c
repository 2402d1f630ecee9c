#include "mmu.h"

#include <stdint.h>

#include "realm.h"

/*
 * 48-bit addresses, 4 KiB granule: one level 0 table, whose entries cover 512 GiB, and a level 1 table, whose blocks
 * cover 1 GiB, for each half of the IPA space: both halves share one table when the realm is small enough.
 */
#define TABLE_ENTRIES 512
#define LEVEL_0_SHIFT 39
#define LEVEL_1_SHIFT 30
#define INDEX(address, shift) ((address) >> (shift) & (TABLE_ENTRIES - 1))

#define DESCRIPTOR_TABLE 3ul
#define DESCRIPTOR_BLOCK 1ul
#define ATTRIBUTE_INDEX(index) ((uint64_t)(index) << 2)
#define INNER_SHAREABLE (3ul << 8)
#define ACCESS_FLAG (1ul << 10)
#define PRIVILEGED_EXECUTE_NEVER (1ul << 53)

#define MAIR_DEVICE_NGNRE 0x04ul
#define MAIR_NORMAL_WRITE_BACK 0xfful
enum { DEVICE, NORMAL };

#define TCR_T0SZ_48_BITS (64 - 48)
#define TCR_IRGN0_WRITE_BACK (1ul << 8)
#define TCR_ORGN0_WRITE_BACK (1ul << 10)
#define TCR_SH0_INNER (3ul << 12)
#define TCR_EPD1 (1ul << 23)
#define TCR_IPS_SHIFT 32
#define PARANGE_48_BITS 5ul

#define SCTLR_M (1ul << 0)
#define SCTLR_C (1ul << 2)
#define SCTLR_I (1ul << 12)

typedef uint64_t Table[TABLE_ENTRIES] __attribute__((aligned(4096)));

static Table level_0;
static Table level_1[2];
static unsigned level_1_used;

static void map_gigabyte(uintptr_t address, uint64_t attributes)
{
    uint64_t *slot = &level_0[INDEX(address, LEVEL_0_SHIFT)];
    if (*slot == 0) {
        *slot = (uintptr_t)level_1[level_1_used++] | DESCRIPTOR_TABLE;
    }
    uint64_t *table = (uint64_t *)(*slot & ~DESCRIPTOR_TABLE);
    uintptr_t start = address >> LEVEL_1_SHIFT << LEVEL_1_SHIFT;
    table[INDEX(address, LEVEL_1_SHIFT)] = start | attributes | ACCESS_FLAG | DESCRIPTOR_BLOCK;
}

void mmu_enable(void)
{
    if (level_1_used == 0) {
        map_gigabyte((uintptr_t)&mmu_enable, ATTRIBUTE_INDEX(NORMAL) | INNER_SHAREABLE);
        map_gigabyte(realm_unprotected(0), ATTRIBUTE_INDEX(DEVICE) | PRIVILEGED_EXECUTE_NEVER);
    }
    uint64_t pa_range;
    __asm__("mrs %0, id_aa64mmfr0_el1" : "=r"(pa_range));
    pa_range &= 0xf;
    if (pa_range > PARANGE_48_BITS) {
        pa_range = PARANGE_48_BITS;
    }
    uint64_t mair = MAIR_DEVICE_NGNRE << 8 * DEVICE | MAIR_NORMAL_WRITE_BACK << 8 * NORMAL;
    uint64_t tcr = TCR_T0SZ_48_BITS | TCR_IRGN0_WRITE_BACK | TCR_ORGN0_WRITE_BACK | TCR_SH0_INNER | TCR_EPD1
                   | pa_range << TCR_IPS_SHIFT;
    uint64_t sctlr;
    __asm__ volatile("msr mair_el1, %0\n\t"
                     "msr tcr_el1, %1\n\t"
                     "msr ttbr0_el1, %2\n\t"
                     "dsb ish\n\t" /* the tables are written before they are walked */
                     "tlbi vmalle1\n\t"
                     "dsb nsh\n\t"
                     "isb"
                     :
                     : "r"(mair), "r"(tcr), "r"(level_0)
                     : "memory");
    __asm__("mrs %0, sctlr_el1" : "=r"(sctlr));
    sctlr |= SCTLR_M | SCTLR_C | SCTLR_I;
    __asm__ volatile("msr sctlr_el1, %0\n\tisb" : : "r"(sctlr) : "memory");
}
