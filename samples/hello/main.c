/*
 * hello: a first realm to step through. It asks the Realm Management Monitor who it is, works out how its addresses
 * are translated, and prints what it found.
 */

#include <stdint.h>

#include "console.h"
#include "rsi.h"

/* Stage 2 translation with 4 KiB granules: a table has 512 entries, and level 3 maps single granules. */
#define GRANULE_SHIFT 12
#define INDEX_BITS 9
#define TABLE_ENTRIES (1u << INDEX_BITS)
#define LAST_LEVEL 3

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The way of one address through the realm translation tables. */
struct TableWalk {
    uint64_t ipa;
    unsigned index[LAST_LEVEL + 1]; /* which entry is taken at each level */
    uint64_t offset;                /* within the granule */
};

struct Place {
    const char *name;
    uint64_t ipa;
};

static struct RsiRealmConfig config;

/* How far the index bits of a level lie from the low end of an address. */
static unsigned shift_of(int level)
{
    return GRANULE_SHIFT + INDEX_BITS * (LAST_LEVEL - level);
}

static struct TableWalk walk(uint64_t ipa)
{
    struct TableWalk walk = {.ipa = ipa};
    for (int level = 0; level <= LAST_LEVEL; level++) {
        walk.index[level] = ipa >> shift_of(level) & (TABLE_ENTRIES - 1);
    }
    walk.offset = ipa & (GRANULE_SIZE - 1);
    return walk;
}

/* How many tables it takes, from this level down, to map so many granules one by one. */
static uint64_t tables_needed(uint64_t granules, int level)
{
    uint64_t per_table = 1ul << (INDEX_BITS * (LAST_LEVEL - level + 1));
    uint64_t here = (granules + per_table - 1) / per_table;
    if (level == LAST_LEVEL) {
        return here;
    }
    return here + tables_needed(granules, level + 1);
}

static const char *hash_name(uint8_t algorithm)
{
    switch (algorithm) {
    case RSI_HASH_SHA_256:
        return "SHA-256";
    case RSI_HASH_SHA_512:
        return "SHA-512";
    default:
        return "unknown";
    }
}

static void print_version(void)
{
    uint64_t version;
    enum RsiStatus status = rsi_version(RSI_VERSION_1_0, &version);
    unsigned major = version >> 16 & 0x7fff;
    unsigned minor = version & 0xffff;
    console_print("RSI version      %u.%u%s\n", major, minor, status == RSI_SUCCESS ? "" : " (1.0 is not offered)");
}

static void print_configuration(void)
{
    const unsigned char *value = config.personalization_value;
    console_print("IPA width        %lu bits\n", config.ipa_width);
    console_print("hash algorithm   %s\n", hash_name(config.hash_algorithm));
    console_print("personalization  ");
    for (unsigned i = 0; i < sizeof config.personalization_value && value[i] != 0; i++) {
        char shown = value[i] >= ' ' && value[i] <= '~' ? (char)value[i] : '.';
        console_print("%c", shown);
    }
    console_print("\n");
}

static void print_walk(const struct Place *place)
{
    struct TableWalk found = walk(place->ipa);
    int unprotected = found.ipa >> (config.ipa_width - 1) & 1;

    console_print("%s at 0x%lx, %s:", place->name, found.ipa, unprotected ? "unprotected" : "protected");
    for (unsigned level = 0; level < COUNT_OF(found.index); level++) {
        console_print(" %u", found.index[level]);
    }
    console_print(" + 0x%lx\n", found.offset);
}

int main(void)
{
    console_print("Hello from a realm.\n");
    print_version();

    if (rsi_realm_config(&config) != RSI_SUCCESS) {
        console_print("the realm's configuration cannot be read\n");
        return 1;
    }
    print_configuration();

    uint64_t unprotected = 1ul << (config.ipa_width - 1);
    struct Place places[] = {
        {"main", (uintptr_t)main},
        {"config", (uintptr_t)&config},
        {"main's alias", (uintptr_t)main | unprotected},
    };
    for (unsigned i = 0; i < COUNT_OF(places); i++) {
        print_walk(&places[i]);
    }

    uint64_t granules = 256ul * 1024 * 1024 / GRANULE_SIZE;
    uint64_t tables = tables_needed(granules, 1);
    console_print("256 MiB are %lu granules, mapped by %lu tables\n", granules, tables);
    return 0;
}
