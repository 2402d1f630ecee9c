/* Boot-like: much code, each piece of it executed a few times at most. */

#include "cold.h"

#include "workload.h"

/* Copies of the code, each with room for all of it. */
#define COPIES 4
#define COPY_SIZE (1ul << 20)
_Static_assert(COPIES * COPY_SIZE <= ARENA_SIZE, "the copies are in the arena");

static uint64_t words[COLD_WORDS];

static void clear(void)
{
    for (unsigned i = 0; i < COLD_WORDS; i++) {
        words[i] = i;
    }
}

static uint64_t once(uint64_t n)
{
    return cold_functions[n % COLD_FUNCTIONS](n, words);
}

/* What was written becomes what is executed. */
static void synchronize(uintptr_t start, uintptr_t end)
{
    uint64_t cache_type;
    __asm__("mrs %0, ctr_el0" : "=r"(cache_type));
    uint64_t data_line = 4ul << (cache_type >> 16 & 0xf);
    uint64_t instruction_line = 4ul << (cache_type & 0xf);
    for (uintptr_t line = start; line < end; line += data_line) {
        __asm__ volatile("dc cvau, %0" : : "r"(line) : "memory");
    }
    __asm__ volatile("dsb ish" : : : "memory");
    for (uintptr_t line = start; line < end; line += instruction_line) {
        __asm__ volatile("ic ivau, %0" : : "r"(line) : "memory");
    }
    __asm__ volatile("dsb ish\n\tisb" : : : "memory");
}

/* The beginning of every copy makes it, as the loader of a module does. */
static void load(uint64_t *copy)
{
    const uint64_t *text = (const uint64_t *)cold_text_start;
    uint64_t length = (cold_text_end - cold_text_start) / sizeof *text;
    for (uint64_t i = 0; i < length; i++) {
        copy[i] = text[i];
    }
    synchronize((uintptr_t)copy, (uintptr_t)(copy + length));
}

/* The same functions where no code was before. */
static uint64_t loaded(uint64_t n)
{
    uint64_t *copy = (uint64_t *)((uintptr_t)arena() + n / COLD_FUNCTIONS * COPY_SIZE);
    if (n % COLD_FUNCTIONS == 0) {
        load(copy);
    }
    uintptr_t offset = (uintptr_t)cold_functions[n % COLD_FUNCTIONS] - (uintptr_t)cold_text_start;
    return ((ColdFunction *)((uintptr_t)copy + offset))(n, words);
}

static const struct Kernel kernels[] = {
    {"once", COLD_FUNCTIONS, clear, once},
    {"again", 8 * COLD_FUNCTIONS, clear, once},
    {"loaded", COPIES * COLD_FUNCTIONS, clear, loaded},
    {0},
};
const struct Workload cold_workload = {"cold", kernels};
