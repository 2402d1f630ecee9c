package dev.realmstep.device.timer;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisterDevice;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The generic timers of one processing element (Arm ARM D12.2): EL1 physical and virtual, EL2 physical and virtual.
 *
 * <p>What software wrote lives in the element's {@link dev.realmstep.cpu.SystemRegisters}; whether a timer's condition is
 * met follows from it and from the {@link SystemCounter}. The machine calls {@link #update()} when time has come to
 * {@link #ticksUntilNextEvent()}, and when the element has changed its security state.
 */
public final class GenericTimers implements SystemRegisterDevice, TimedDevice {
    private static final long ENABLE = 1;
    private static final long IMASK = 1 << 1;
    private static final long ISTATUS = 1 << 2;

    /** CNTHCTL_EL2.CNTVMASK and CNTPMASK. */
    private static final long CNTVMASK = 1L << 18;

    private static final long CNTPMASK = 1L << 19;

    private static final Set<SystemRegister> COUNTERS = EnumSet.of(
            SystemRegister.CNTPCT_EL0,
            SystemRegister.CNTVCT_EL0,
            SystemRegister.CNTPCTSS_EL0,
            SystemRegister.CNTVCTSS_EL0);

    private static final Set<SystemRegister> CONTROLS = EnumSet.of(
            SystemRegister.CNTHCTL_EL2,
            SystemRegister.CNTKCTL_EL1,
            SystemRegister.CNTVOFF_EL2,
            SystemRegister.CNTPOFF_EL2);

    private final ProcessingElement element;
    private final SystemCounter counter;
    private final CounterView view;
    private final Map<Timer, InterruptLine> lines = new EnumMap<>(Timer.class);
    private final Map<SystemRegister, Timer> owners = new EnumMap<>(SystemRegister.class);
    private final EventStream kernelStream = new EventStream();
    private final EventStream hypervisorStream = new EventStream();

    /**
     * Attaches timers to an element.
     *
     * @param lines the interrupt controller's inputs for this element, by INTID
     */
    public GenericTimers(ProcessingElement element, SystemCounter counter, IntFunction<InterruptLine> lines) {
        this.element = element;
        this.counter = counter;
        this.view = new CounterView(element, counter);
        for (Timer timer : Timer.values()) {
            this.lines.put(timer, lines.apply(timer.interrupt()));
            owners.put(timer.control(), timer);
            owners.put(timer.compareValue(), timer);
            owners.put(timer.timerValue(), timer);
        }
        element.systemRegisters().attach(this, owners.keySet());
        element.systemRegisters().attach(this, COUNTERS);
        element.systemRegisters().attach(this, CONTROLS);
        element.systemRegisters().set(SystemRegister.CNTFRQ_EL0, SystemCounter.FREQUENCY_HERTZ);
    }

    @Override
    public long read(ProcessingElement reader, SystemRegister register) {
        return switch (register) {
            case CNTPCT_EL0, CNTPCTSS_EL0 -> view.physicalCount();
            case CNTVCT_EL0, CNTVCTSS_EL0 -> view.virtualCount();
            default -> {
                Timer timer = owners.get(register);
                yield timer == null ? stored(register) : readTimer(timer, register);
            }
        };
    }

    private long readTimer(Timer timer, SystemRegister register) {
        if (register == timer.control()) {
            return stored(register) | (isConditionMet(timer) ? ISTATUS : 0);
        }
        return register == timer.timerValue()
                ? stored(timer.compareValue()) - view.countForTimerValue(timer) & 0xFFFF_FFFFL
                : stored(register);
    }

    @Override
    public void write(ProcessingElement writer, SystemRegister register, long value) {
        Timer timer = owners.get(register);
        if (timer == null) {
            element.systemRegisters().set(register, value);
        } else if (register == timer.control()) {
            element.systemRegisters().set(register, value & (ENABLE | IMASK));
        } else if (register == timer.timerValue()) {
            // TVAL is a signed distance of 32 bits.
            element.systemRegisters().set(timer.compareValue(), view.countForTimerValue(timer) + (int) value);
        } else {
            element.systemRegisters().set(register, value);
        }
        update();
        // The engine's budget was made for the deadline before this write.
        element.requestAttention();
    }

    /** Drives the interrupt lines, and sends the events of the event streams that time has passed. */
    @Override
    public void update() {
        lines.forEach((timer, line) -> line.setLevel(isConditionMet(timer) && !isMasked(timer)));
        boolean kernelEvent = kernelStream.passed(stored(SystemRegister.CNTKCTL_EL1), view.countOf(Timer.VIRTUAL));
        boolean hypervisorEvent = hypervisorStream.passed(stored(SystemRegister.CNTHCTL_EL2), counter.count());
        if (kernelEvent || hypervisorEvent) {
            element.sendEventLocal();
        }
    }

    /** Ticks until a line changes, or an event ends the element's wait, unless software does something before. */
    @Override
    public long ticksUntilNextEvent() {
        long next = SystemCounter.NEVER;
        for (Timer timer : lines.keySet()) {
            next = Math.min(next, ticksUntilCondition(timer));
        }
        if (element.isWaiting()) {
            next = Math.min(next, ticksUntilStreamEvent());
        }
        return next;
    }

    private long ticksUntilStreamEvent() {
        return Math.min(
                EventStream.ticksUntilNext(stored(SystemRegister.CNTKCTL_EL1), view.countOf(Timer.VIRTUAL)),
                EventStream.ticksUntilNext(stored(SystemRegister.CNTHCTL_EL2), counter.count()));
    }

    private long ticksUntilCondition(Timer timer) {
        if ((stored(timer.control()) & (ENABLE | IMASK)) != ENABLE || isConditionMet(timer)) {
            return SystemCounter.NEVER;
        }
        long distance = stored(timer.compareValue()) - view.countOf(timer);
        // A negative distance is 2^63 ticks or more: 292 years.
        return distance < 0 ? SystemCounter.NEVER : distance;
    }

    private boolean isConditionMet(Timer timer) {
        return (stored(timer.control()) & ENABLE) != 0
                && Long.compareUnsigned(view.countOf(timer), stored(timer.compareValue())) >= 0;
    }

    /** CNTHCTL_EL2 masks the timers of EL1 as well, in the Realm and Root states only (FEAT_RME). */
    private boolean isMasked(Timer timer) {
        if ((stored(timer.control()) & IMASK) != 0) {
            return true;
        }
        SecurityState state = element.securityState();
        boolean maskable = state == SecurityState.REALM || state == SecurityState.ROOT;
        long mask = switch (timer) {
            case PHYSICAL -> CNTPMASK;
            case VIRTUAL -> CNTVMASK;
            case HYPERVISOR_PHYSICAL, HYPERVISOR_VIRTUAL -> 0;
        };
        return maskable && (stored(SystemRegister.CNTHCTL_EL2) & mask) != 0;
    }

    private long stored(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
