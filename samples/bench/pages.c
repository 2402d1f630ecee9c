#include "pages.h"

#include "realm.h"

#define TABLE_ENTRIES 512
#define LEVELS 4
#define LEVEL_SHIFT(level) (39 - 9 * (level))
#define INDEX(address, level) ((address) >> LEVEL_SHIFT(level) & (TABLE_ENTRIES - 1))

#define DESCRIPTOR_TABLE 3ul
#define DESCRIPTOR_PAGE 3ul
#define DESCRIPTOR_ADDRESS 0x0000fffffffff000ul
#define ATTRIBUTE_INDEX(index) ((uint64_t)(index) << 2)
#define READ_ONLY_AT_EL0_TOO (3ul << 6)
#define INNER_SHAREABLE (3ul << 8)
#define ACCESS_FLAG (1ul << 10)
#define PRIVILEGED_EXECUTE_NEVER (1ul << 53)
#define UNPRIVILEGED_EXECUTE_NEVER (1ul << 54)

#define MAIR_DEVICE_NGNRE 0x04ul
#define MAIR_NORMAL_WRITE_BACK 0xfful
enum { DEVICE, NORMAL };

#define MEMORY (ATTRIBUTE_INDEX(NORMAL) | INNER_SHAREABLE | UNPRIVILEGED_EXECUTE_NEVER)
#define USER_TEXT (ATTRIBUTE_INDEX(NORMAL) | INNER_SHAREABLE | READ_ONLY_AT_EL0_TOO | PRIVILEGED_EXECUTE_NEVER)
#define REGISTERS (ATTRIBUTE_INDEX(DEVICE) | PRIVILEGED_EXECUTE_NEVER | UNPRIVILEGED_EXECUTE_NEVER)

#define TCR_T0SZ_48_BITS (64 - 48)
#define TCR_IRGN0_WRITE_BACK (1ul << 8)
#define TCR_ORGN0_WRITE_BACK (1ul << 10)
#define TCR_SH0_INNER (3ul << 12)
#define TCR_EPD1 (1ul << 23)
#define TCR_IPS_48_BITS (5ul << 32)

#define SCTLR_M (1ul << 0)
#define SCTLR_C (1ul << 2)
#define SCTLR_I (1ul << 12)

#define UART_BASE 0x09000000ul

typedef uint64_t Table[TABLE_ENTRIES] __attribute__((aligned(4096)));

/* Levels 0 to 2, RAM's last level of 2 MiB each, and the branch of the UART in the other half of the address space. */
static Table tables[3 + RAM_SIZE / (PAGE_SIZE * TABLE_ENTRIES) + 3];
static unsigned tables_used = 1;

extern const char user_text_start[], user_text_end[];

static uint64_t *last_level_slot(uintptr_t address)
{
    uint64_t *table = tables[0];
    for (unsigned level = 0; level < LEVELS - 1; level++) {
        uint64_t *slot = &table[INDEX(address, level)];
        if (*slot == 0) {
            *slot = (uintptr_t)tables[tables_used++] | DESCRIPTOR_TABLE;
        }
        table = (uint64_t *)(*slot & DESCRIPTOR_ADDRESS);
    }
    return &table[INDEX(address, LEVELS - 1)];
}

static void map(uintptr_t start, uintptr_t end, uint64_t attributes)
{
    for (uintptr_t page = start; page < end; page += PAGE_SIZE) {
        *last_level_slot(page) = page | attributes | ACCESS_FLAG | DESCRIPTOR_PAGE;
    }
}

void pages_enable(void)
{
    map(RAM_BASE, RAM_BASE + RAM_SIZE, MEMORY);
    map((uintptr_t)user_text_start, (uintptr_t)user_text_end, USER_TEXT);
    uintptr_t uart = realm_unprotected(UART_BASE);
    map(uart, uart + PAGE_SIZE, REGISTERS);

    uint64_t mair = MAIR_DEVICE_NGNRE << 8 * DEVICE | MAIR_NORMAL_WRITE_BACK << 8 * NORMAL;
    uint64_t tcr = TCR_T0SZ_48_BITS | TCR_IRGN0_WRITE_BACK | TCR_ORGN0_WRITE_BACK | TCR_SH0_INNER | TCR_EPD1
                   | TCR_IPS_48_BITS;
    uint64_t sctlr;
    __asm__ volatile("msr mair_el1, %0\n\t"
                     "msr tcr_el1, %1\n\t"
                     "msr ttbr0_el1, %2\n\t"
                     "dsb ish\n\t" /* the tables are written before they are walked */
                     "tlbi vmalle1\n\t"
                     "dsb nsh\n\t"
                     "isb"
                     :
                     : "r"(mair), "r"(tcr), "r"(tables[0])
                     : "memory");
    __asm__("mrs %0, sctlr_el1" : "=r"(sctlr));
    sctlr |= SCTLR_M | SCTLR_C | SCTLR_I;
    __asm__ volatile("msr sctlr_el1, %0\n\tisb" : : "r"(sctlr) : "memory");
}

void pages_replace(uintptr_t address, uintptr_t physical)
{
    volatile uint64_t *slot = last_level_slot(address);
    *slot = 0;
    __asm__ volatile("dsb ishst\n\t"
                     "tlbi vae1is, %0\n\t"
                     "dsb ish\n\t"
                     "isb"
                     :
                     : "r"(address >> 12)
                     : "memory");
    *slot = physical | MEMORY | ACCESS_FLAG | DESCRIPTOR_PAGE;
    __asm__ volatile("dsb ishst\n\tisb" : : : "memory");
}

void pages_flush(void)
{
    __asm__ volatile("dsb ishst\n\ttlbi vmalle1is\n\tdsb ish\n\tisb" : : : "memory");
}
