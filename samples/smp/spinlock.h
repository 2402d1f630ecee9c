/* A lock built on the exclusive monitor. Its waiters sleep in WFE. */
#pragma once

#include <stdint.h>

struct Spinlock {
    uint32_t held;
};

void spinlock_acquire(struct Spinlock *lock);
void spinlock_release(struct Spinlock *lock);
