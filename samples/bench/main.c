/*
 * workloads: what `realmstep bench engine` runs, as a realm and as a virtual machine of QEMU. Each workload, and each
 * kernel in it, writes a line when it begins and one with a checksum when it ends; who watches takes the time.
 *
 * Boot arguments: scale=N/M does that part of the work, only=NAME[,NAME]... some of the workloads.
 */

#include <stdbool.h>
#include <stdint.h>

#include "console.h"
#include "machine.h"
#include "pages.h"
#include "workload.h"

/* Floating-point and vector instructions do not trap. */
#define CPACR_FPEN (3ul << 20)

/* A kernel's translations are flushed so often. */
#define FLUSHES 32

static const struct Workload *const workloads[] = {
    &integer_workload, &memory_workload,     &calls_workload, &float_workload,
    &atomics_workload, &exceptions_workload, &cold_workload,
};

static uint64_t numerator = 1;
static uint64_t denominator = 1;

uint64_t scaled(uint64_t count)
{
    uint64_t part = count * numerator / denominator;
    return part == 0 ? 1 : part;
}

void *arena(void)
{
    extern char bss_end[];
    return (void *)(((uintptr_t)bss_end + PAGE_SIZE - 1) & -PAGE_SIZE);
}

/* What is behind `name`, which ends in "=", at the beginning of a word of the boot arguments, or null. */
static const char *argument(const char *name)
{
    bool begins = true;
    for (const char *at = machine_arguments(); *at != '\0'; at++) {
        unsigned length = 0;
        while (begins && name[length] != '\0' && at[length] == name[length]) {
            length++;
        }
        if (length > 0 && name[length] == '\0') {
            return at + length;
        }
        begins = *at == ' ';
    }
    return 0;
}

static const char *read_number(const char *text, uint64_t *value)
{
    uint64_t result = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        result = result * 10 + (*text - '0');
    }
    *value = result;
    return text;
}

/* Anything but N/M, with M at least 1, means all of the work. */
static void read_scale(void)
{
    const char *text = argument("scale=");
    uint64_t part, whole;
    if (text == 0 || *(text = read_number(text, &part)) != '/') {
        return;
    }
    read_number(text + 1, &whole);
    if (whole != 0) {
        numerator = part;
        denominator = whole;
    }
}

/* Whether the boot arguments name the workload, or none. */
static bool is_wanted(const char *workload)
{
    const char *name = argument("only=");
    if (name == 0) {
        return true;
    }
    for (;;) {
        const char *expected = workload;
        while (*expected != '\0' && *name == *expected) {
            name++;
            expected++;
        }
        bool ends = *name == ',' || *name == ' ' || *name == '\0';
        if (ends && *expected == '\0') {
            return true;
        }
        while (*name != ',') {
            if (*name == ' ' || *name == '\0') {
                return false;
            }
            name++;
        }
        name++;
    }
}

static uint64_t run_kernel(const char *workload, const struct Kernel *kernel)
{
    console_print("begin %s/%s\n", workload, kernel->name);
    if (kernel->prepare != 0) {
        kernel->prepare();
    }
    uint64_t rounds = scaled(kernel->rounds);
    uint64_t rounds_per_flush = rounds / FLUSHES + 1;
    uint64_t sum = 0;
    for (uint64_t round = 0; round < rounds; round++) {
        sum = mixed(sum, kernel->run(round));
        if (round % rounds_per_flush == 0) {
            pages_flush();
        }
    }
    console_print("end %s/%s %016lx\n", workload, kernel->name, sum);
    return sum;
}

static void run_workload(const struct Workload *workload)
{
    console_print("begin %s\n", workload->name);
    uint64_t sum = 0;
    for (const struct Kernel *kernel = workload->kernels; kernel->name != 0; kernel++) {
        sum = mixed(sum, run_kernel(workload->name, kernel));
    }
    console_print("end %s %016lx\n", workload->name, sum);
}

/* Called by the runtime's start code, as the other samples' own runtime_start() is. */
_Noreturn void runtime_start(const void *device_tree)
{
    machine_discover(device_tree);
    read_scale();
    pages_enable();
    __asm__ volatile("msr cpacr_el1, %0\n\tisb" : : "r"(CPACR_FPEN));
    for (unsigned i = 0; i < sizeof workloads / sizeof *workloads; i++) {
        if (is_wanted(workloads[i]->name)) {
            run_workload(workloads[i]);
        }
    }
    machine_off(0);
}

/* There is one virtual CPU. */
_Noreturn void runtime_start_secondary(void)
{
    __builtin_trap();
}
