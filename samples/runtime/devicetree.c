#include "devicetree.h"

#include "memory.h"

/* The structure block is a sequence of tokens, big-endian and 4-byte aligned (Devicetree Specification, chapter 5). */
enum Token {
    BEGIN_NODE = 1,
    END_NODE = 2,
    PROPERTY = 3,
    NOP = 4,
};

#define MAGIC 0xd00dfeed
#define HEADER_MAGIC 0
#define HEADER_STRUCTURE_OFFSET 2
#define HEADER_STRINGS_OFFSET 3

static uint32_t cell(const uint32_t *cells, unsigned index)
{
    return __builtin_bswap32(cells[index]);
}

static unsigned cells_in(unsigned bytes)
{
    return (bytes + 3) / 4;
}

static uint64_t address_in(const uint32_t *reg, unsigned address_cells)
{
    return address_cells == 2 ? (uint64_t)cell(reg, 0) << 32 | cell(reg, 1) : cell(reg, 0);
}

bool devicetree_find(const void *tree, const char *compatible, uint64_t *address)
{
    const uint32_t *header = tree;
    if (tree == 0 || cell(header, HEADER_MAGIC) != MAGIC) {
        return false;
    }
    const char *strings = (const char *)tree + cell(header, HEADER_STRINGS_OFFSET);
    const uint32_t *next = header + cell(header, HEADER_STRUCTURE_OFFSET) / 4;
    unsigned depth = 0;
    unsigned address_cells = 2;
    bool matches = false;
    const uint32_t *reg = 0;

    for (;;) {
        uint32_t token = cell(next++, 0);
        if (token == BEGIN_NODE) {
            next += cells_in(string_length((const char *)next) + 1);
            depth++;
            matches = false;
            reg = 0;
        } else if (token == PROPERTY) {
            unsigned length = cell(next, 0);
            const char *name = strings + cell(next, 1);
            const uint32_t *value = next + 2;
            next = value + cells_in(length);
            if (depth == 1 && strings_equal(name, "#address-cells")) {
                address_cells = cell(value, 0);
            } else if (depth == 2 && strings_equal(name, "compatible")) {
                matches = strings_equal((const char *)value, compatible);
            } else if (depth == 2 && strings_equal(name, "reg")) {
                reg = value;
            }
        } else if (token == END_NODE) {
            if (depth == 2 && matches && reg != 0) {
                *address = address_in(reg, address_cells);
                return true;
            }
            depth--;
        } else if (token != NOP) {
            return false; /* the end of the tree, or no tree */
        }
    }
}
