#include "exception.h"

#include "console.h"
#include "host.h"

#define EXCEPTION_CLASS(esr) ((esr) >> 26 & 0x3f)
#define DATA_ABORT_SAME_LEVEL 0x25

static struct DataAbort *expected;
static bool aborted;

bool probe_read(uintptr_t address, uint64_t *value, struct DataAbort *abort)
{
    uint64_t result = 0;
    aborted = false;
    expected = abort;
    __asm__ volatile("ldr %0, [%1]" : "+r"(result) : "r"(address) : "memory");
    expected = 0;
    *value = result;
    return !aborted;
}

static const char *class_name(uint64_t esr)
{
    switch (EXCEPTION_CLASS(esr)) {
    case 0x00:
        return "undefined instruction";
    case 0x15:
        return "SVC";
    case 0x21:
        return "instruction abort";
    case 0x22:
        return "misaligned PC";
    case DATA_ABORT_SAME_LEVEL:
        return "data abort";
    case 0x26:
        return "misaligned SP";
    case 0x3c:
        return "BRK";
    default:
        return "exception";
    }
}

void exception_taken(struct ExceptionFrame *frame, unsigned vector)
{
    if (EXCEPTION_CLASS(frame->esr) == DATA_ABORT_SAME_LEVEL && expected != 0) {
        *expected = (struct DataAbort){.esr = frame->esr, .far = frame->far, .elr = frame->elr};
        aborted = true;
        frame->elr += 4; /* the instruction that could not be done is skipped */
        return;
    }
    console_print("unexpected %s (vector %u): ESR 0x%lx, FAR 0x%lx, ELR 0x%lx\n", class_name(frame->esr), vector,
                  frame->esr, frame->far, frame->elr);
    host_exit(UNEXPECTED_EXCEPTION_STATUS);
}
