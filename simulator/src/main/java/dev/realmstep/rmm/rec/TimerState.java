package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import java.util.List;

/**
 * The timers of EL1 of a REC that does not run, or of the normal world while one runs, and what EL2 makes of them
 * (Arm ARM D12.2). The counters of a realm have no offset.
 */
final class TimerState {
    private static final List<SystemRegister> CONTROLS =
            List.of(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTV_CTL_EL0);

    /** The controls come last: a timer is not enabled while it compares with another's value. */
    private static final List<SystemRegister> SWITCHED = List.of(
            SystemRegister.CNTHCTL_EL2,
            SystemRegister.CNTVOFF_EL2,
            SystemRegister.CNTPOFF_EL2,
            SystemRegister.CNTP_CVAL_EL0,
            SystemRegister.CNTV_CVAL_EL0,
            SystemRegister.CNTP_CTL_EL0,
            SystemRegister.CNTV_CTL_EL0);

    /** CNTHCTL_EL2.EL1PCTEN and EL1PCEN: the realm reads its counters and sets its timers without traps. */
    private static final long OPEN = 0b11;

    private static final long CNTVMASK = 1L << 18;
    private static final long CNTPMASK = 1L << 19;
    private static final long ENABLE = 1;
    private static final long IMASK = 1 << 1;
    private static final long ISTATUS = 1 << 2;

    private final long[] values = new long[SWITCHED.size()];

    /** The timers of a new REC: off. */
    static TimerState ofRealm() {
        TimerState state = new TimerState();
        state.values[SWITCHED.indexOf(SystemRegister.CNTHCTL_EL2)] = OPEN;
        return state;
    }

    void save(ProcessingElement element) {
        for (int i = 0; i < values.length; i++) {
            values[i] = element.readSystemRegister(SWITCHED.get(i));
        }
    }

    void restore(ProcessingElement element) {
        CONTROLS.forEach(control -> element.writeSystemRegister(control, 0));
        for (int i = 0; i < values.length; i++) {
            element.writeSystemRegister(SWITCHED.get(i), values[i]);
        }
    }

    private long value(SystemRegister register) {
        return values[SWITCHED.indexOf(register)];
    }

    /**
     * Keeps the interrupts of timers that have fired from leaving the realm again and again: the host knows of them, and
     * has injected virtual ones.
     *
     * @return whether a timer has fired, or ceased to, since the registers were saved at the last exit, so that the host
     *     has to know before the realm goes on
     */
    boolean maskFired(ProcessingElement element) {
        boolean physical = hasFired(element.readSystemRegister(SystemRegister.CNTP_CTL_EL0));
        boolean virtual = hasFired(element.readSystemRegister(SystemRegister.CNTV_CTL_EL0));
        long mask = (physical ? CNTPMASK : 0) | (virtual ? CNTVMASK : 0);
        element.writeSystemRegister(SystemRegister.CNTHCTL_EL2, OPEN | mask);
        return physical != hasFired(value(SystemRegister.CNTP_CTL_EL0))
                || virtual != hasFired(value(SystemRegister.CNTV_CTL_EL0));
    }

    private static boolean hasFired(long control) {
        return (control & (ENABLE | IMASK | ISTATUS)) == (ENABLE | ISTATUS);
    }

    /** Tells the host of the timers, whose interrupts it emulates. */
    void report(RecExit exit) {
        exit.setTimers(
                value(SystemRegister.CNTP_CTL_EL0),
                value(SystemRegister.CNTP_CVAL_EL0),
                value(SystemRegister.CNTV_CTL_EL0),
                value(SystemRegister.CNTV_CVAL_EL0));
    }
}
