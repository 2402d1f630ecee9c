#include "realm.h"

#include "rsi.h"

/* Of RSI_REALM_CONFIG only the width is kept; the granule it arrives in is too big for a stack. */
static struct RsiRealmConfig config;
static uint64_t unprotected_bit;

void realm_discover(void)
{
    if (rsi_realm_config(&config) == RSI_SUCCESS) {
        unprotected_bit = 1ul << (config.ipa_width - 1);
    }
}

uintptr_t realm_unprotected(uintptr_t address)
{
    return address | unprotected_bit;
}
