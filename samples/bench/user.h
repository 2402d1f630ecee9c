/* What runs at EL0. */
#pragma once

#include <stdint.h>

/* System calls, by the number in x8. */
enum SystemCall {
    CALL_COUNT, /* counts itself */
    CALL_ADD,   /* returns x0 + x1 */
    CALL_LEAVE, /* back to who called user_enter() */
};

/* Code at EL0, which changes x0 to x8 only: makes `count` pairs of system calls, then leaves. */
void user_calls(uint64_t count);

/* Enters `code` at EL0 with `argument` in x0; returns when it leaves, with what it had in x0. */
uint64_t user_enter(void (*code)(uint64_t), uint64_t argument);

/* Where an exception handler returns to, at EL1, for user_enter() to return. */
extern const char user_left[];
