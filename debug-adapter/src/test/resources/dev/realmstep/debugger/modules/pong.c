/* A module that calls another one. */
#include "kernel_types.h"

unsigned long ping(unsigned long count);

struct score {
    unsigned long points;
    unsigned long rounds;
};

static struct score score = { 3, 1 };

static __attribute__((noipa)) unsigned long pong(struct score *mine)
{
    unsigned long before = mine->points;

    mine->points += ping(before);
    return mine->points - before;
}

__attribute__((section(".init.text"))) int pong_init(void)
{
    return pong(&score) == 0;
}
