#include "machine.h"

#include <stdbool.h>

#include "console.h"
#include "host.h"
#include "memory.h"
#include "pages.h"
#include "properties.h"
#include "realm.h"

#define PSCI_SYSTEM_OFF 0x84000008

static bool is_realm;
static const char *arguments = "";

void machine_discover(const void *tree)
{
    if (tree == 0) {
        tree = (const void *)RAM_BASE;
    }
    const char *method = devicetree_text(tree, "psci", "method");
    is_realm = method != 0 && strings_equal(method, "smc");
    if (is_realm) {
        realm_discover();
    }
    console_open(tree);
    const char *given = devicetree_text(tree, "chosen", "bootargs");
    if (given != 0) {
        arguments = given;
    }
}

const char *machine_arguments(void)
{
    return arguments;
}

void machine_off(uint64_t status)
{
    if (is_realm) {
        host_exit(status);
    }
    register uint64_t function __asm__("x0") = PSCI_SYSTEM_OFF;
    __asm__ volatile("hvc #0" : "+r"(function) : : "x1", "x2", "x3", "memory");
    __builtin_trap();
}
