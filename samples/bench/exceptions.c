/* Exceptions of every usual kind, taken and returned from, and changes of the translation tables. */

#include "exception.h"

#include "console.h"
#include "machine.h"
#include "pages.h"
#include "user.h"
#include "workload.h"

#define EXCEPTION_CLASS(esr) ((esr) >> 26 & 0x3f)
enum ExceptionClass { UNKNOWN = 0x00, SVC = 0x15, DATA_ABORT = 0x25, BRK = 0x3c };

#define SPSR_EL1H_MASKED 0x3c5

/* Exceptions of a round. */
#define EXCEPTIONS 256

/* No memory is there. */
#define UNMAPPED 0x1000ul

static uint64_t counted;

static uint64_t count(const uint64_t *arguments)
{
    counted++;
    return arguments[0];
}

static uint64_t add(const uint64_t *arguments)
{
    return arguments[0] + arguments[1];
}

static void system_call(struct ExceptionFrame *frame)
{
    static uint64_t (*const calls[])(const uint64_t *) = {[CALL_COUNT] = count, [CALL_ADD] = add};
    uint64_t number = frame->x[8];
    if (number < sizeof calls / sizeof *calls) {
        frame->x[0] = calls[number](frame->x);
        return;
    }
    frame->elr = (uintptr_t)user_left;
    frame->spsr = SPSR_EL1H_MASKED;
}

void exception_taken(struct ExceptionFrame *frame, unsigned vector)
{
    switch (EXCEPTION_CLASS(frame->esr)) {
    case SVC:
        system_call(frame);
        break;
    case UNKNOWN:
    case DATA_ABORT:
    case BRK:
        counted++;
        frame->elr += 4; /* go on behind it */
        break;
    default:
        console_print("unexpected exception (vector %u): ESR 0x%lx, FAR 0x%lx, ELR 0x%lx\n", vector, frame->esr,
                      frame->far, frame->elr);
        machine_off(UNEXPECTED_EXCEPTION_STATUS);
    }
}

static uint64_t svc(uint64_t n)
{
    counted = n;
    return mixed(user_enter(user_calls, EXCEPTIONS / 2), counted);
}

static uint64_t breakpoint(uint64_t n)
{
    counted = n;
    for (unsigned i = 0; i < EXCEPTIONS; i++) {
        __asm__ volatile("brk #0x800" : : : "memory");
    }
    return counted;
}

static uint64_t undefined(uint64_t n)
{
    counted = n;
    for (unsigned i = 0; i < EXCEPTIONS; i++) {
        __asm__ volatile("udf #0" : : : "memory");
    }
    return counted;
}

static uint64_t data_abort(uint64_t n)
{
    counted = n;
    for (unsigned i = 0; i < EXCEPTIONS; i++) {
        uint64_t nothing = 0;
        __asm__ volatile("ldr %0, [%1]" : "+r"(nothing) : "r"(UNMAPPED + i * 8) : "memory");
        counted += nothing;
    }
    return counted;
}

/* Pages that are exchanged for each other, as a kernel does with every mapping that it changes. */
static uint64_t remap(uint64_t n)
{
    enum { PAGES = 64 };
    uintptr_t base = (uintptr_t)arena();
    uint64_t sum = 0;
    for (unsigned i = 0; i < PAGES; i++) {
        uintptr_t page = base + i * PAGE_SIZE;
        pages_replace(page, base + (i + n) % PAGES * PAGE_SIZE);
        volatile uint64_t *word = (volatile uint64_t *)page;
        *word = n + i;
        sum += *word;
    }
    return sum;
}

static const struct Kernel kernels[] = {
    {"svc", 1100, 0, svc},           {"brk", 1100, 0, breakpoint},     {"undefined", 1100, 0, undefined},
    {"abort", 1000, 0, data_abort},  {"remap", 4000, 0, remap}, {0},
};
const struct Workload exceptions_workload = {"exceptions", kernels};
