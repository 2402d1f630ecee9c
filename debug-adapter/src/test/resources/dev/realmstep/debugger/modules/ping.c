/* A module that others build upon. */
#include "kernel_types.h"

static unsigned long pings = 1;

static inline __attribute__((always_inline)) unsigned long counted(unsigned long by)
{
    pings += by;
    return pings;
}

__attribute__((noinline)) unsigned long ping(unsigned long count)
{
    unsigned long so_far = counted(count);
    unsigned long answer = kernel_service(so_far);

    return answer + pings;
}

__attribute__((section(".init.text"))) int ping_init(void)
{
    unsigned long first = ping(2);

    return first == 0;
}
