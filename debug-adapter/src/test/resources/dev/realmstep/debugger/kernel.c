/* What the kernel of kernel.S does before and after it has mapped itself. */

typedef unsigned long u64;

enum { BLOCK = 0x701, TABLE = 3 }; /* Access flag, inner shareable, attribute 0; a descriptor of a table */

u64 low_tables[512] __attribute__((aligned(4096)));
u64 high_tables[512] __attribute__((aligned(4096)));
static u64 low_blocks[512] __attribute__((aligned(4096)));
static u64 high_level1[512] __attribute__((aligned(4096)));
static u64 high_level2[512] __attribute__((aligned(4096)));

static unsigned long index_at(unsigned long address, unsigned int level)
{
    return (address >> (39 - 9 * level)) & 511;
}

void create_tables(unsigned long physical, unsigned long virtual)
{
    unsigned long gigabyte = physical & ~0x3fffffffUL;

    low_tables[index_at(physical, 0)] = (u64)low_blocks | TABLE;
    low_blocks[index_at(physical, 1)] = gigabyte | BLOCK;

    high_tables[index_at(virtual, 0)] = (u64)high_level1 | TABLE;
    high_level1[index_at(virtual, 1)] = (u64)high_level2 | TABLE;
    high_level2[index_at(virtual, 2)] = physical | BLOCK;
}

volatile unsigned long jiffies = 41;

static inline __attribute__((always_inline)) unsigned long tick(unsigned long count)
{
    unsigned long now = jiffies;

    now += count;
    jiffies = now;
    return now;
}

static __attribute__((noinline)) unsigned long rest_init(unsigned long argument)
{
    unsigned long doubled = argument * 2;

    tick(doubled);
    return jiffies;
}

unsigned long start_kernel(void)
{
    unsigned long first = tick(1);

    return rest_init(first) + first;
}
