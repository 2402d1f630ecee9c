/* Exceptions taken to EL1: those a sample provokes on purpose, and all others, which end the realm. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What vectors.S saves, in its order. */
struct ExceptionFrame {
    uint64_t frame_record; /* x29, the older half of the frame record */
    uint64_t elr;          /* where it happened, the younger half */
    uint64_t x[31];
    uint64_t spsr;
    uint64_t esr;
    uint64_t far;
};

/* Called by the vectors; `vector` is the number of the entry, 0 to 15. */
void exception_taken(struct ExceptionFrame *frame, unsigned vector);

/* A data abort that a probe ran into. */
struct DataAbort {
    uint64_t esr;
    uint64_t far;
    uint64_t elr;
};

/*
 * Reads the 8 bytes at `address`. Should that be a data abort, it is described in `abort` instead, and the result is
 * false. For one vCPU at a time.
 */
bool probe_read(uintptr_t address, uint64_t *value, struct DataAbort *abort);

/* ESR_EL1.DFSC: which kind of data abort. */
#define DATA_FAULT_STATUS(esr) ((esr) & 0x3f)
#define SYNCHRONOUS_EXTERNAL_ABORT 0x10

/* The exit status of a realm that took an exception it did not expect. */
#define UNEXPECTED_EXCEPTION_STATUS 2
