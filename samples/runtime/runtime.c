/* From the assembly entry points to main() and back. */

#include "console.h"
#include "host.h"
#include "realm.h"
#include "secondary.h"

int main(void);

_Noreturn void runtime_start(const void *device_tree)
{
    realm_discover();
    console_open(device_tree);
    host_exit(main());
}

_Noreturn void runtime_start_secondary(const struct SecondaryStart *start)
{
    start->function();
    psci_cpu_off();
}
