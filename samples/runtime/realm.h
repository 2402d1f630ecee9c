/* What the runtime knows of the realm it runs in. */
#pragma once

#include <stdint.h>

/* Asks the Realm Management Monitor once, before anything else. */
void realm_discover(void);

/*
 * The same address in the unprotected half of the IPA space, which is shared with the host and where the devices are:
 * the top bit of an intermediate physical address chooses the half.
 */
uintptr_t realm_unprotected(uintptr_t address);
