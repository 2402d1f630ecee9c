#include "properties.h"

#include <stdbool.h>
#include <stdint.h>

#include "memory.h"

/* Devicetree Specification, chapter 5: a sequence of big-endian tokens. */
enum Token { BEGIN_NODE = 1, END_NODE = 2, PROPERTY = 3, NOP = 4 };

#define MAGIC 0xd00dfeed
#define HEADER_STRUCTURE_OFFSET 2
#define HEADER_STRINGS_OFFSET 3
#define DEPTH_BELOW_ROOT 2

static uint32_t cell(const uint32_t *cells, unsigned index)
{
    return __builtin_bswap32(cells[index]);
}

const char *devicetree_text(const void *tree, const char *node, const char *property)
{
    const uint32_t *header = tree;
    if (cell(header, 0) != MAGIC) {
        return 0;
    }
    const char *strings = (const char *)tree + cell(header, HEADER_STRINGS_OFFSET);
    const uint32_t *next = header + cell(header, HEADER_STRUCTURE_OFFSET) / 4;
    unsigned depth = 0;
    bool inside = false;

    for (;;) {
        switch (cell(next++, 0)) {
        case BEGIN_NODE: {
            const char *name = (const char *)next;
            next += string_length(name) / 4 + 1;
            inside = ++depth == DEPTH_BELOW_ROOT && strings_equal(name, node);
            break;
        }
        case PROPERTY: {
            const char *value = (const char *)(next + 2);
            if (inside && strings_equal(strings + cell(next, 1), property)) {
                return value;
            }
            next += 2 + (cell(next, 0) + 3) / 4;
            break;
        }
        case END_NODE:
            depth--;
            inside = false;
            break;
        case NOP:
            break;
        default:
            return 0;
        }
    }
}
