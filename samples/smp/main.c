/*
 * smp: two vCPUs of one realm. The first turns the second on; both count, one counter under a lock and one with an
 * atomic instruction; the second turns itself off, and the first sees to it that it is gone.
 */

#include <stdbool.h>
#include <stdint.h>

#include "console.h"
#include "mmu.h"
#include "secondary.h"
#include "spinlock.h"

#define VCPUS 2
#define ROUNDS 1000
#define SECONDARY_MPIDR 1

struct Counters {
    struct Spinlock lock;
    uint64_t locked; /* by the lock */
    uint64_t atomic; /* by LDADD */
};

static struct Counters counters;
static struct Spinlock console_lock;
static uint32_t go;

static uint8_t secondary_stack[4096] __attribute__((aligned(16)));

static uint64_t mpidr(void)
{
    uint64_t value;
    __asm__("mrs %0, mpidr_el1" : "=r"(value));
    return value & 0xff00ffffff; /* the affinity fields */
}

static void report(const char *what)
{
    spinlock_acquire(&console_lock);
    console_print("vCPU %lu: %s\n", mpidr(), what);
    spinlock_release(&console_lock);
}

/* Every machine with realms has the atomic instructions of Armv8.1 (FEAT_LSE). */
__attribute__((target("arch=armv8.1-a"))) static void add_atomically(uint64_t *counter)
{
    __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED);
}

static void count(void)
{
    for (unsigned round = 0; round < ROUNDS; round++) {
        spinlock_acquire(&counters.lock);
        counters.locked++;
        spinlock_release(&counters.lock);
        add_atomically(&counters.atomic);
    }
}

/* The starting shot, so that both count at the same time. */
static void give_go(void)
{
    __atomic_store_n(&go, 1, __ATOMIC_RELEASE);
    __asm__ volatile("dsb ishst\n\tsev" : : : "memory");
}

static void await_go(void)
{
    while (__atomic_load_n(&go, __ATOMIC_ACQUIRE) == 0) {
        __asm__ volatile("wfe" : : : "memory");
    }
}

static void secondary_main(void)
{
    mmu_enable();
    report("on");
    await_go();
    count();
    report("off");
}

static bool secondary_is_off(void)
{
    return psci_affinity_info(SECONDARY_MPIDR) == PSCI_AFFINITY_OFF;
}

int main(void)
{
    static const struct SecondaryStart start = {
        .stack_top = secondary_stack + sizeof secondary_stack,
        .function = secondary_main,
    };

    mmu_enable();
    uint32_t version = psci_version();
    console_print("PSCI version %u.%u\n", version >> 16, version & 0xffff);

    enum PsciStatus status = secondary_on(SECONDARY_MPIDR, &start);
    if (status != PSCI_SUCCESS) {
        console_print("CPU_ON: %d\n", status);
        return 1;
    }
    give_go();
    count();
    while (!secondary_is_off()) {
    }

    uint64_t expected = VCPUS * ROUNDS;
    console_print("counted %lu under the lock, %lu atomically\n", counters.locked, counters.atomic);
    return counters.locked == expected && counters.atomic == expected ? 0 : 1;
}
