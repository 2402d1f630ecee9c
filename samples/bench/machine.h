/* The machine that the program finds itself on: a realm, or a virtual machine of QEMU. */
#pragma once

#include <stdint.h>

/*
 * Finds out from the device tree: firmware is called by SMC in a realm, by HVC in QEMU. A null `tree` is QEMU's too,
 * which leaves it at the beginning of RAM for an ELF file.
 */
void machine_discover(const void *tree);

/* The boot arguments, or an empty text. */
const char *machine_arguments(void);

/* Ends the realm with this exit status, or the virtual machine, which has none. */
_Noreturn void machine_off(uint64_t status);
