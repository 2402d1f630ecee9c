/* Realmstep's host calls (docs/guest-interface.md): what a guest asks of the host that runs it. */
#pragma once

#include <stdint.h>

/* Ends the realm, every vCPU of it, with this exit status. */
_Noreturn void host_exit(uint64_t status);

/*
 * Asks the host to behave badly: to take back the granule at `ipa` although it is RAM. The realm finds it DESTROYED.
 * Returns 0, or the host's reason not to.
 */
uint64_t host_take_granule(uint64_t ipa);
