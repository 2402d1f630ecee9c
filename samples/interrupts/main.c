/*
 * interrupts: two vCPUs that sleep until an interrupt wakes them. The first counts the ticks of its virtual timer; then
 * it and the second pass a software generated interrupt to and fro.
 */

#include <stdbool.h>
#include <stdint.h>

#include "console.h"
#include "gic.h"
#include "mmu.h"
#include "secondary.h"

#define SECONDARY 1
#define PING 3
#define PONG 4
#define VIRTUAL_TIMER 27

#define TICKS 5
#define TICK_HERTZ 1000
#define ROUNDS 10

#define TIMER_ENABLE 1ul

extern const char interrupt_vectors[];

static volatile unsigned ticks;
static volatile unsigned pings;
static volatile unsigned pongs;
static volatile unsigned strays;

static uint8_t secondary_stack[4096] __attribute__((aligned(16)));

static uint64_t counter_frequency(void)
{
    uint64_t hertz;
    __asm__("mrs %0, cntfrq_el0" : "=r"(hertz));
    return hertz;
}

static void timer_set(void)
{
    __asm__ volatile("msr cntv_tval_el0, %0\n\t"
                     "msr cntv_ctl_el0, %1\n\t"
                     "isb"
                     :
                     : "r"(counter_frequency() / TICK_HERTZ), "r"(TIMER_ENABLE));
}

static void timer_stop(void)
{
    __asm__ volatile("msr cntv_ctl_el0, xzr\n\tisb");
}

/* Called by vectors.S, with interrupts masked. */
void interrupt_taken(void)
{
    unsigned interrupt = gic_acknowledge();
    switch (interrupt) {
    case VIRTUAL_TIMER:
        ticks++;
        if (ticks < TICKS) {
            timer_set();
        } else {
            timer_stop();
        }
        break;
    case PING:
        pings++;
        gic_send(0, PONG);
        break;
    case PONG:
        pongs++;
        break;
    default:
        strays++;
        return; /* nothing to end */
    }
    gic_end(interrupt);
}

static void interrupts_open(void)
{
    __asm__ volatile("msr vbar_el1, %0\n\t"
                     "isb\n\t"
                     "msr daifclr, #2"
                     :
                     : "r"(interrupt_vectors)
                     : "memory");
}

/* Sleeps until `*count` has come to `wanted`. Masked, so that nothing happens between the look and the sleep. */
static void await(const volatile unsigned *count, unsigned wanted)
{
    while (true) {
        __asm__ volatile("msr daifset, #2" : : : "memory");
        bool arrived = *count >= wanted;
        if (!arrived) {
            __asm__ volatile("wfi" : : : "memory");
        }
        __asm__ volatile("msr daifclr, #2\n\tisb" : : : "memory");
        if (arrived) {
            return;
        }
    }
}

static void secondary_main(void)
{
    mmu_enable();
    gic_enable_cpu(SECONDARY);
    gic_enable_private(SECONDARY, PING);
    interrupts_open();
    gic_send(0, PONG); /* ready */
    await(&pings, ROUNDS);
}

int main(void)
{
    static const struct SecondaryStart start = {
        .stack_top = secondary_stack + sizeof secondary_stack,
        .function = secondary_main,
    };

    mmu_enable();
    gic_enable();
    gic_enable_cpu(0);
    gic_enable_private(0, VIRTUAL_TIMER);
    gic_enable_private(0, PONG);
    interrupts_open();

    timer_set();
    await(&ticks, TICKS);
    console_print("%u ticks of the virtual timer\n", ticks);

    secondary_on(SECONDARY, &start);
    await(&pongs, 1);
    for (unsigned round = 0; round < ROUNDS; round++) {
        gic_send(SECONDARY, PING);
        await(&pongs, round + 2);
    }
    console_print("%u pings, %u pongs, %u strays\n", pings, pongs - 1, strays);
    return ticks == TICKS && pings == ROUNDS && pongs == ROUNDS + 1 && strays == 0 ? 0 : 1;
}
