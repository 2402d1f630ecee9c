/*
 * Executes instructions on the processor it runs on and reports what they changed: see README.md.
 *
 * Each line of standard input is a class, the instruction words, and the registers to set; every register that is not
 * set holds a value of its own, and so does every byte of the data area. Each line is written back with " ->" and what
 * differs afterwards: registers, flags, doublewords of vector registers (v3.1 is the high one of V3, v3.2 the one after it
 * of Z3), of predicates and FFR, FPSR, doublewords of memory, and whether the instruction branched. vl= sets the bytes of
 * SVE's vectors, which are 16 otherwise.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

enum {
    CODE = 0x80000000,
    WORDS = CODE + 0x200,  /* where the instructions lie; the code before it loads the registers and falls into them */
    NOT_TAKEN = CODE + 0x400,
    TAKEN = CODE + 0x600,
    STATE = 0x80008000,
    VECTORS = STATE + 0x1000, /* Z0 to Z31, each as long as vectors are */
    PREDICATES = STATE + 0x3000, /* P0 to P15 and FFR, an eighth of that each */
    STATE_BYTES = 0x4000,
    DATA = 0x80010000,
    DATA_BYTES = 0x4000,
};

struct state {
    uint64_t x[31];
    uint64_t sp;
    uint64_t nzcv;
    uint64_t left_from;
    uint64_t host_registers[14];
    uint64_t fpcr;
    uint64_t fpsr;
    uint64_t host_vectors[8];
    uint64_t host_fpcr;
};

extern const char enter[], enter_end[], leave[], leave_end[];

__asm__(
    ".arch armv8.2-a+sve\n"
    ".text\n"
    ".globl enter, enter_end, leave, leave_end\n"
    ".balign 4\n"
    "enter: mov x0, #0x80000000\n"
    "       add x0, x0, #8, lsl #12\n"
    "       stp x19, x20, [x0, #272]\n"
    "       stp x21, x22, [x0, #288]\n"
    "       stp x23, x24, [x0, #304]\n"
    "       stp x25, x26, [x0, #320]\n"
    "       stp x27, x28, [x0, #336]\n"
    "       stp x29, x30, [x0, #352]\n"
    "       mov x1, sp\n"
    "       str x1, [x0, #368]\n"
    "       add x1, x0, #384\n"
    "       stp d8, d9, [x1, #16]\n"
    "       stp d10, d11, [x1, #32]\n"
    "       stp d12, d13, [x1, #48]\n"
    "       stp d14, d15, [x1, #64]\n"
    "       mrs x2, fpcr\n"
    "       str x2, [x1, #80]\n"
    "       add x2, x0, #3, lsl #12\n"
    "       ldr p0, [x2, #16, mul vl]\n"
    "       wrffr p0.b\n"
    "       .irp i, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15\n"
    "       ldr p\\i, [x2, #\\i, mul vl]\n"
    "       .endr\n"
    "       add x2, x0, #1, lsl #12\n"
    "       .irp i, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15\n"
    "       ldr z\\i, [x2, #\\i, mul vl]\n"
    "       .endr\n"
    "       .irp i, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31\n"
    "       ldr z\\i, [x2, #\\i, mul vl]\n"
    "       .endr\n"
    "       ldp x2, x3, [x1]\n"
    "       msr fpcr, x2\n"
    "       msr fpsr, x3\n"
    "       ldp x1, x2, [x0, #248]\n"
    "       mov sp, x1\n"
    "       msr nzcv, x2\n"
    "       ldp x2, x3, [x0, #16]\n"
    "       ldp x4, x5, [x0, #32]\n"
    "       ldp x6, x7, [x0, #48]\n"
    "       ldp x8, x9, [x0, #64]\n"
    "       ldp x10, x11, [x0, #80]\n"
    "       ldp x12, x13, [x0, #96]\n"
    "       ldp x14, x15, [x0, #112]\n"
    "       ldp x16, x17, [x0, #128]\n"
    "       ldp x18, x19, [x0, #144]\n"
    "       ldp x20, x21, [x0, #160]\n"
    "       ldp x22, x23, [x0, #176]\n"
    "       ldp x24, x25, [x0, #192]\n"
    "       ldp x26, x27, [x0, #208]\n"
    "       ldp x28, x29, [x0, #224]\n"
    "       ldr x30, [x0, #240]\n"
    "       ldp x0, x1, [x0]\n"
    "enter_end:\n"
    "leave: msr tpidr_el0, x0\n"
    "       mov x0, #0x80000000\n"
    "       add x0, x0, #8, lsl #12\n"
    "       str x1, [x0, #8]\n"
    "       stp x2, x3, [x0, #16]\n"
    "       stp x4, x5, [x0, #32]\n"
    "       stp x6, x7, [x0, #48]\n"
    "       stp x8, x9, [x0, #64]\n"
    "       stp x10, x11, [x0, #80]\n"
    "       stp x12, x13, [x0, #96]\n"
    "       stp x14, x15, [x0, #112]\n"
    "       stp x16, x17, [x0, #128]\n"
    "       stp x18, x19, [x0, #144]\n"
    "       stp x20, x21, [x0, #160]\n"
    "       stp x22, x23, [x0, #176]\n"
    "       stp x24, x25, [x0, #192]\n"
    "       stp x26, x27, [x0, #208]\n"
    "       stp x28, x29, [x0, #224]\n"
    "       str x30, [x0, #240]\n"
    "       mrs x1, tpidr_el0\n"
    "       str x1, [x0]\n"
    "       mov x1, sp\n"
    "       mrs x2, nzcv\n"
    "       stp x1, x2, [x0, #248]\n"
    "       add x1, x0, #1, lsl #12\n"
    "       .irp i, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15\n"
    "       str z\\i, [x1, #\\i, mul vl]\n"
    "       .endr\n"
    "       .irp i, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31\n"
    "       str z\\i, [x1, #\\i, mul vl]\n"
    "       .endr\n"
    "       add x2, x0, #3, lsl #12\n"
    "       .irp i, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15\n"
    "       str p\\i, [x2, #\\i, mul vl]\n"
    "       .endr\n"
    "       rdffr p0.b\n"
    "       str p0, [x2, #16, mul vl]\n"
    "       add x1, x0, #384\n"
    "       mrs x2, fpcr\n"
    "       mrs x3, fpsr\n"
    "       stp x2, x3, [x1]\n"
    "       ldr x2, [x1, #80]\n"
    "       msr fpcr, x2\n"
    "       ldp d8, d9, [x1, #16]\n"
    "       ldp d10, d11, [x1, #32]\n"
    "       ldp d12, d13, [x1, #48]\n"
    "       ldp d14, d15, [x1, #64]\n"
    "       adr x1, leave\n"
    "       str x1, [x0, #264]\n"
    "       ldr x1, [x0, #376]\n"
    "       msr tpidr_el0, x1\n"
    "       ldp x19, x20, [x0, #272]\n"
    "       ldp x21, x22, [x0, #288]\n"
    "       ldp x23, x24, [x0, #304]\n"
    "       ldp x25, x26, [x0, #320]\n"
    "       ldp x27, x28, [x0, #336]\n"
    "       ldp x29, x30, [x0, #352]\n"
    "       ldr x1, [x0, #368]\n"
    "       mov sp, x1\n"
    "       ret\n"
    "leave_end:\n");

static void *map(uintptr_t address, size_t bytes)
{
    void *at = mmap((void *)address, bytes, PROT_READ | PROT_WRITE | PROT_EXEC,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (at == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return at;
}

static uint32_t branch(uintptr_t from, uintptr_t to)
{
    return 0x14000000 | ((to - from) / 4 & 0x3ffffff);
}

/* The doublewords of a vector or predicate of so many bytes start at one of its own, which the last may not fill. */
static void *word(uintptr_t registers, unsigned number, unsigned bytes, unsigned index)
{
    return (uint8_t *)registers + number * bytes + 8 * index;
}

static void set(struct state *state, unsigned length, const char *assignment)
{
    const char *equals = strchr(assignment, '=');
    uint64_t value = strtoull(equals + 1, NULL, 16);
    unsigned index = assignment[strcspn(assignment, ".=")] == '.' ? atoi(strchr(assignment, '.') + 1) : 0;
    if (assignment[0] == 'x')
        state->x[atoi(assignment + 1)] = value;
    else if (assignment[0] == 's')
        state->sp = value;
    else if (strncmp(assignment, "vl", 2) == 0)
        ;
    else if (assignment[0] == 'v')
        memcpy(word(VECTORS, atoi(assignment + 1), length, index), &value, 8);
    else if (assignment[0] == 'p')
        memcpy(word(PREDICATES, atoi(assignment + 1), length / 8, index), &value, length < 64 ? length / 8 : 8);
    else if (strncmp(assignment, "ffr", 3) == 0)
        memcpy(word(PREDICATES, 16, length / 8, index), &value, length < 64 ? length / 8 : 8);
    else if (strncmp(assignment, "fpcr", 4) == 0)
        state->fpcr = value;
    else if (strncmp(assignment, "fpsr", 4) == 0)
        state->fpsr = value;
    else
        state->nzcv = value << 28;
}

static void report_word(const char *name, int number, unsigned index, const void *before, const void *after, unsigned bytes)
{
    uint64_t value = 0;
    memcpy(&value, after, bytes);
    if (memcmp(before, after, bytes) == 0)
        return;
    if (number < 0)
        printf(" %s.%u=%lx", name, index, (unsigned long)value);
    else
        printf(" %s%d.%u=%lx", name, number, index, (unsigned long)value);
}

static void report_scalable(const uint8_t *before, unsigned length)
{
    unsigned bytes = length / 8 < 8 ? length / 8 : 8;
    for (unsigned n = 0; n < 32; n++)
        for (unsigned i = 0; i < length / 8; i++)
            report_word("v", n, i, before + n * length + 8 * i, word(VECTORS, n, length, i), 8);
    for (unsigned n = 0; n <= 16; n++)
        for (unsigned i = 0; i < (length + 63) / 64; i++)
            report_word(n < 16 ? "p" : "ffr", n < 16 ? (int)n : -1, i,
                        before + (PREDICATES - VECTORS) + n * (length / 8) + 8 * i,
                        word(PREDICATES, n, length / 8, i), bytes);
}

static void report(const struct state *before, const struct state *after, unsigned length,
                   const uint8_t *scalable_before, const uint8_t *data_before)
{
    for (int i = 0; i < 31; i++)
        if (after->x[i] != before->x[i])
            printf(" x%d=%lx", i, (unsigned long)after->x[i]);
    if (after->sp != before->sp)
        printf(" sp=%lx", (unsigned long)after->sp);
    if (after->nzcv != before->nzcv)
        printf(" nzcv=%lx", (unsigned long)after->nzcv >> 28);
    report_scalable(scalable_before, length);
    if (after->fpsr != before->fpsr)
        printf(" fpsr=%lx", (unsigned long)after->fpsr);
    if (after->left_from == TAKEN)
        printf(" taken");
    for (long i = 0; i < DATA_BYTES; i += 8)
        if (memcmp(data_before + i, (uint8_t *)DATA + i, 8) != 0)
            printf(" m%lx=%lx", DATA + i, *(unsigned long *)(DATA + i));
    printf("\n");
}

/* Gives each doubleword of the vectors and predicates a value of its own, and sets FFR. */
static void set_ordinary(unsigned length)
{
    unsigned bytes = length / 8 < 8 ? length / 8 : 8;
    for (unsigned n = 0; n < 32; n++)
        for (unsigned i = 0; i < length / 8; i++) {
            unsigned serial = i < 2 ? 2 * n + i : 64 + 30 * n + i - 2;
            uint64_t value = 0xfedcba9876543211ul * (2 * serial + 5);
            memcpy(word(VECTORS, n, length, i), &value, 8);
        }
    for (unsigned n = 0; n <= 16; n++)
        for (unsigned i = 0; i < (length + 63) / 64; i++) {
            uint64_t value = n == 16 ? -1ul : 0x9d2c5680f1b3a7e5ul * (2 * (4 * n + i) + 7);
            memcpy(word(PREDICATES, n, length / 8, i), &value, bytes);
        }
}

int main(void)
{
    static char line[8192];
    static uint8_t data_before[DATA_BYTES];
    static uint8_t scalable_before[STATE_BYTES];
    struct state *state = map(STATE, STATE_BYTES);
    uint8_t *data = map(DATA, DATA_BYTES);
    map(CODE, 0x1000);
    memcpy((void *)(WORDS - (enter_end - enter)), enter, enter_end - enter);
    memcpy((void *)NOT_TAKEN, leave, leave_end - leave);
    memcpy((void *)TAKEN, leave, leave_end - leave);
    while (fgets(line, sizeof line, stdin)) {
        struct state before;
        uint32_t *code = (uint32_t *)WORDS;
        line[strcspn(line, "\n")] = 0;
        printf("%s ->", line);
        fflush(stdout); /* so that it is the last line if the case crashes */
        memset(state, 0, sizeof *state);
        for (unsigned i = 0; i < 31; i++)
            state->x[i] = 0x0123456789abcdeful * (2 * i + 3);
        const char *given = strstr(line, " vl=");
        unsigned length = given ? strtoul(given + 4, NULL, 16) : 16;
        if (prctl(PR_SVE_SET_VL, length) < 0) {
            perror("prctl");
            exit(1);
        }
        set_ordinary(length);
        state->sp = DATA + DATA_BYTES / 2;
        for (unsigned i = 0; i < DATA_BYTES; i++)
            data[i] = (uint8_t)(i * 167 + (i >> 8) * 59 + 131);
        memcpy(data_before, data, DATA_BYTES);
        strtok(line, " ");
        for (char *token = strtok(NULL, " "); token; token = strtok(NULL, " "))
            if (strchr(token, '='))
                set(state, length, token);
            else
                *code++ = (uint32_t)strtoul(token, NULL, 16);
        *code = branch((uintptr_t)code, NOT_TAKEN);
        code++;
        *code = branch((uintptr_t)code, TAKEN);
        __builtin___clear_cache((char *)CODE, (char *)CODE + 0x1000);
        before = *state;
        memcpy(scalable_before, (void *)VECTORS, STATE_BYTES - (VECTORS - STATE));
        uint64_t thread_pointer;
        __asm__ volatile("mrs %0, tpidr_el0" : "=r"(thread_pointer));
        *(uint64_t *)(STATE + 376) = thread_pointer;
        ((void (*)(void))(WORDS - (enter_end - enter)))();
        report(&before, state, length, scalable_before, data_before);
    }
    return 0;
}
