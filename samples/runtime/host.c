#include "host.h"

#include "psci.h"
#include "rsi.h"

#define HOST_CALL_EXIT_STATUS 1
#define HOST_CALL_TAKE_GRANULE 2

void host_exit(uint64_t status)
{
    struct RsiHostCall call = {.immediate = HOST_CALL_EXIT_STATUS, .gprs = {status}};
    rsi_host_call(&call);
    psci_system_off();
}

uint64_t host_take_granule(uint64_t ipa)
{
    struct RsiHostCall call = {.immediate = HOST_CALL_TAKE_GRANULE, .gprs = {ipa}};
    enum RsiStatus status = rsi_host_call(&call);
    return status != RSI_SUCCESS ? UINT64_MAX : call.gprs[0];
}
