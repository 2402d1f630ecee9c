/* A realm that lets its host do its sums, and looks whether they are right. */

#include <stdint.h>

#include "rsi.h"

#define SQUARE 7

static uint64_t square(uint64_t number)
{
    struct RsiHostCall call = {.immediate = SQUARE, .gprs = {number}};
    enum RsiStatus status = rsi_host_call(&call);
    return status == RSI_SUCCESS ? call.gprs[0] : 0;
}

int main(void)
{
    uint64_t sum = 0;
    for (uint64_t number = 1; number <= 3; number++)
        sum += square(number);
    if (sum != 1 + 4 + 9)
        __builtin_trap();
    return 0;
}
