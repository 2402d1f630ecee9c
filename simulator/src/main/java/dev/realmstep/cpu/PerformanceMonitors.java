package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The Performance Monitors Extension, FEAT_PMUv3p5 (Arm ARM D13): a cycle counter and four event counters.
 *
 * <p>An instruction lasts a cycle, so both are what {@link ProcessingElement#retired()} counts. Counters are brought up to
 * date when somebody looks, and when the exception level changes, which their filters ask for.
 */
public final class PerformanceMonitors implements SystemRegisterDevice {
    /** The event counters, without the cycle counter. */
    public static final int EVENT_COUNTERS = 4;

    /** A distance in instructions that is never reached. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The bit of the cycle counter in PMCNTENSET_EL0 and its kin, and its number in PMSELR_EL0. */
    private static final int CYCLES = 31;

    private static final int EVENT_SOFTWARE_INCREMENT = 0x00;
    private static final int EVENT_INSTRUCTION_RETIRED = 0x08;
    private static final int EVENT_CPU_CYCLES = 0x11;
    private static final long EVENT_MASK = 0xFFFF;
    /** PMEVTYPERn_EL0: the event and the filters; PMCCFILTR_EL0 has the filters alone. */
    private static final long FILTERS = 0xFC70_0000L;

    private static final List<SystemRegister> COUNTS = List.of(
            SystemRegister.PMEVCNTR0_EL0,
            SystemRegister.PMEVCNTR1_EL0,
            SystemRegister.PMEVCNTR2_EL0,
            SystemRegister.PMEVCNTR3_EL0);

    private static final List<SystemRegister> TYPES = List.of(
            SystemRegister.PMEVTYPER0_EL0,
            SystemRegister.PMEVTYPER1_EL0,
            SystemRegister.PMEVTYPER2_EL0,
            SystemRegister.PMEVTYPER3_EL0);

    static final Set<SystemRegister> REGISTERS = registers();

    private static final long PMCR_ENABLE = 1;
    private static final long PMCR_RESET_EVENTS = 1L << 1;
    private static final long PMCR_RESET_CYCLES = 1L << 2;
    private static final long PMCR_DISABLE_WHERE_PROHIBITED = 1L << 5;
    /** LC, RES1 without AArch32: the cycle counter overflows at 64 bits. */
    private static final long PMCR_LONG_CYCLES = 1L << 6;

    private static final long PMCR_LONG_EVENTS = 1L << 7;
    private static final long PMCR_WRITABLE = PMCR_ENABLE | 1L << 4 | PMCR_DISABLE_WHERE_PROHIBITED | PMCR_LONG_EVENTS;
    private static final int PMCR_N_SHIFT = 11;

    private static final long MDCR_EL2_HPMN = 0x1F;
    private static final long MDCR_EL2_HPME = 1L << 7;
    private static final long MDCR_EL2_HPMD = 1L << 17;
    private static final long MDCR_EL2_HCCD = 1L << 23;
    private static final long MDCR_EL2_HLP = 1L << 26;
    private static final long MDCR_EL3_SPME = 1L << 17;

    private static final int FILTER_P = 31;
    private static final int FILTER_U = 30;
    private static final int FILTER_NSK = 29;
    private static final int FILTER_NSU = 28;
    private static final int FILTER_NSH = 27;
    private static final int FILTER_M = 26;
    private static final int FILTER_RLK = 22;
    private static final int FILTER_RLU = 21;
    private static final int FILTER_RLH = 20;

    private final ProcessingElement element;
    private long countedUpTo;
    private ExceptionLevel level = EL3;
    private SecurityState world = SecurityState.ROOT;

    PerformanceMonitors(ProcessingElement element) {
        this.element = element;
    }

    private static Set<SystemRegister> registers() {
        Set<SystemRegister> registers = EnumSet.range(SystemRegister.PMCR_EL0, SystemRegister.PMCCFILTR_EL0);
        registers.remove(SystemRegister.PMUSERENR_EL0);
        return registers;
    }

    @Override
    public long read(ProcessingElement reader, SystemRegister register) {
        catchUp();
        return switch (register) {
            case PMCR_EL0 -> stored(register) | PMCR_LONG_CYCLES | (long) accessible() << PMCR_N_SHIFT;
            case PMCNTENSET_EL0, PMCNTENCLR_EL0 -> stored(SystemRegister.PMCNTENSET_EL0) & visible();
            case PMINTENSET_EL1, PMINTENCLR_EL1 -> stored(SystemRegister.PMINTENSET_EL1) & visible();
            case PMOVSSET_EL0, PMOVSCLR_EL0 -> stored(SystemRegister.PMOVSSET_EL0) & visible();
            case PMCEID0_EL0 ->
                1L << EVENT_SOFTWARE_INCREMENT | 1L << EVENT_INSTRUCTION_RETIRED | 1L << EVENT_CPU_CYCLES;
            case PMXEVTYPER_EL0 -> stored(selectedType());
            case PMXEVCNTR_EL0 -> stored(selectedCount());
            default -> stored(admitted(register));
        };
    }

    @Override
    public void write(ProcessingElement writer, SystemRegister register, long value) {
        catchUp();
        switch (register) {
            case PMCR_EL0 -> control(value);
            case PMCNTENSET_EL0 -> change(SystemRegister.PMCNTENSET_EL0, 0, value);
            case PMCNTENCLR_EL0 -> change(SystemRegister.PMCNTENSET_EL0, value, 0);
            case PMINTENSET_EL1 -> change(SystemRegister.PMINTENSET_EL1, 0, value);
            case PMINTENCLR_EL1 -> change(SystemRegister.PMINTENSET_EL1, value, 0);
            case PMOVSSET_EL0 -> change(SystemRegister.PMOVSSET_EL0, 0, value);
            case PMOVSCLR_EL0 -> change(SystemRegister.PMOVSSET_EL0, value, 0);
            case PMSWINC_EL0 -> increment(value);
            case PMSELR_EL0 -> store(register, value & 0x1F);
            case PMCCFILTR_EL0 -> store(register, value & FILTERS);
            case PMXEVTYPER_EL0 -> setType(selectedType(), value);
            case PMXEVCNTR_EL0 -> store(selectedCount(), value);
            default -> {
                if (TYPES.contains(register)) {
                    setType(admitted(register), value);
                } else {
                    store(admitted(register), value);
                }
            }
        }
        // The engine's budget was made for the overflow that was next before.
        element.requestAttention();
    }

    private void control(long value) {
        if ((value & PMCR_RESET_EVENTS) != 0) {
            for (int n = 0; n < accessible(); n++) {
                store(COUNTS.get(n), 0);
            }
        }
        if ((value & PMCR_RESET_CYCLES) != 0) {
            store(SystemRegister.PMCCNTR_EL0, 0);
        }
        store(SystemRegister.PMCR_EL0, value & PMCR_WRITABLE);
    }

    private void change(SystemRegister mask, long cleared, long set) {
        store(mask, (stored(mask) & ~(cleared & visible())) | (set & visible()));
    }

    private void setType(SystemRegister type, long value) {
        long bits = type == SystemRegister.PMCCFILTR_EL0 ? FILTERS : FILTERS | EVENT_MASK;
        store(type, value & bits);
    }

    private void increment(long counters) {
        for (int n = 0; n < accessible(); n++) {
            boolean asked = (counters >>> n & 1) != 0 && event(n) == EVENT_SOFTWARE_INCREMENT;
            if (asked && isEnabled(n) && !isFiltered(stored(TYPES.get(n)))) {
                add(n, 1);
            }
        }
    }

    /** Counts what was executed since the last time, at the level that it was executed at. */
    void catchUp() {
        long passed = element.retired() - countedUpTo;
        countedUpTo += passed;
        if (passed != 0 && stored(SystemRegister.PMCNTENSET_EL0) != 0) {
            for (int n = 0; n < EVENT_COUNTERS; n++) {
                if (counts(n)) {
                    add(n, passed);
                }
            }
            if (countsCycles()) {
                long before = stored(SystemRegister.PMCCNTR_EL0);
                store(SystemRegister.PMCCNTR_EL0, before + passed);
                noteOverflow(CYCLES, Long.compareUnsigned(before + passed, before) < 0);
            }
        }
        ExceptionLevel before = level;
        level = element.exceptionLevel();
        world = element.securityState();
        if (level != before && awaited() != 0) {
            // Counters may count here that did not there: the engine's budget was made for those.
            element.requestAttention();
        }
    }

    private void add(int n, long events) {
        long before = stored(COUNTS.get(n));
        long after = before + events;
        store(COUNTS.get(n), after);
        noteOverflow(n, isLong(n) ? Long.compareUnsigned(after, before) < 0 : after >>> 32 != before >>> 32);
    }

    private void noteOverflow(int bit, boolean overflowed) {
        if (overflowed) {
            store(SystemRegister.PMOVSSET_EL0, stored(SystemRegister.PMOVSSET_EL0) | 1L << bit);
        }
    }

    /** The level of the interrupt output: an enabled counter has overflowed whose interrupt is enabled. */
    public boolean interruptLevel() {
        catchUp();
        long asserted = stored(SystemRegister.PMOVSSET_EL0) & stored(SystemRegister.PMINTENSET_EL1);
        return (asserted & enabledGroups()) != 0;
    }

    /** How many instructions may be executed, at the present level, before the interrupt output rises; at least 1. */
    public long instructionsUntilInterrupt() {
        catchUp();
        long awaited = awaited();
        if (awaited == 0) {
            return NEVER;
        }
        long next = NEVER;
        for (int n = 0; n < EVENT_COUNTERS; n++) {
            if ((awaited >>> n & 1) != 0 && counts(n)) {
                long count = stored(COUNTS.get(n));
                next = Math.min(next, isLong(n) ? distance(-count) : (1L << 32) - (count & 0xFFFF_FFFFL));
            }
        }
        boolean cyclesAwaited = (awaited >>> CYCLES & 1) != 0 && countsCycles();
        return cyclesAwaited ? Math.min(next, distance(-stored(SystemRegister.PMCCNTR_EL0))) : next;
    }

    /** The counters that are on and whose next overflow interrupts. */
    private long awaited() {
        return stored(SystemRegister.PMINTENSET_EL1)
                & ~stored(SystemRegister.PMOVSSET_EL0)
                & stored(SystemRegister.PMCNTENSET_EL0);
    }

    /** An unsigned distance, where 0 stands for 2^64. */
    private static long distance(long unsigned) {
        return unsigned <= 0 ? NEVER : unsigned;
    }

    private boolean counts(int n) {
        int event = event(n);
        return (event == EVENT_INSTRUCTION_RETIRED || event == EVENT_CPU_CYCLES)
                && isEnabled(n)
                && !isProhibited(n)
                && !isFiltered(stored(TYPES.get(n)));
    }

    private boolean countsCycles() {
        boolean prohibited = (stored(SystemRegister.PMCR_EL0) & PMCR_DISABLE_WHERE_PROHIBITED) != 0 && isProhibited(0);
        boolean disabledAtEl2 = level == EL2 && (stored(SystemRegister.MDCR_EL2) & MDCR_EL2_HCCD) != 0;
        return isEnabled(CYCLES) && !prohibited && !disabledAtEl2 && !isFiltered(stored(SystemRegister.PMCCFILTR_EL0));
    }

    private boolean isEnabled(int bit) {
        return (stored(SystemRegister.PMCNTENSET_EL0) & enabledGroups() & 1L << bit) != 0;
    }

    /** PMCR_EL0.E enables the counters of EL1 and the cycle counter, MDCR_EL2.HPME those that EL2 kept for itself. */
    private long enabledGroups() {
        long kept = (1L << EVENT_COUNTERS) - 1 & -1L << leftToEl1();
        boolean guest = (stored(SystemRegister.PMCR_EL0) & PMCR_ENABLE) != 0;
        boolean hypervisor = (stored(SystemRegister.MDCR_EL2) & MDCR_EL2_HPME) != 0;
        return (guest ? ~kept : 0) | (hypervisor ? kept : 0);
    }

    /** Event counting stops in Secure state and at EL3, and where EL2 forbids it. */
    private boolean isProhibited(int n) {
        boolean secure = world == SecurityState.SECURE || world == SecurityState.ROOT;
        if (secure && (stored(SystemRegister.MDCR_EL3) & MDCR_EL3_SPME) == 0) {
            return true;
        }
        return level == EL2 && n < leftToEl1() && (stored(SystemRegister.MDCR_EL2) & MDCR_EL2_HPMD) != 0;
    }

    private boolean isFiltered(long filter) {
        boolean realm = world == SecurityState.REALM;
        boolean nonSecure = world == SecurityState.NON_SECURE;
        return switch (level) {
            case EL0 ->
                bit(filter, FILTER_U) != ((realm && bit(filter, FILTER_RLU)) || (nonSecure && bit(filter, FILTER_NSU)));
            case EL1 ->
                bit(filter, FILTER_P) != ((realm && bit(filter, FILTER_RLK)) || (nonSecure && bit(filter, FILTER_NSK)));
            case EL2 -> bit(filter, FILTER_NSH) == (realm && bit(filter, FILTER_RLH));
            case EL3 -> bit(filter, FILTER_P) != bit(filter, FILTER_M);
        };
    }

    private boolean isLong(int n) {
        return n < leftToEl1()
                ? (stored(SystemRegister.PMCR_EL0) & PMCR_LONG_EVENTS) != 0
                : (stored(SystemRegister.MDCR_EL2) & MDCR_EL2_HLP) != 0;
    }

    private int event(int n) {
        return (int) (stored(TYPES.get(n)) & EVENT_MASK);
    }

    /** MDCR_EL2.HPMN: event counters from this one on are EL2's own. */
    private int leftToEl1() {
        return element.routing().isEl2Enabled()
                ? (int) Math.min(stored(SystemRegister.MDCR_EL2) & MDCR_EL2_HPMN, EVENT_COUNTERS)
                : EVENT_COUNTERS;
    }

    /** How many event counters the current level may access. */
    private int accessible() {
        return element.exceptionLevel().isLowerThan(EL2) ? leftToEl1() : EVENT_COUNTERS;
    }

    /** The bits of the counters that the current level may access. */
    private long visible() {
        return (1L << accessible()) - 1 | 1L << CYCLES;
    }

    private SystemRegister selectedType() {
        int selected = (int) stored(SystemRegister.PMSELR_EL0);
        return selected == CYCLES ? SystemRegister.PMCCFILTR_EL0 : numbered(TYPES, selected);
    }

    private SystemRegister selectedCount() {
        return numbered(COUNTS, (int) stored(SystemRegister.PMSELR_EL0));
    }

    /** @throws SynchronousException for a counter that is not there for the current level, which is UNDEFINED */
    private SystemRegister numbered(List<SystemRegister> registers, int n) {
        if (n >= accessible()) {
            throw SynchronousException.undefined();
        }
        return registers.get(n);
    }

    private SystemRegister admitted(SystemRegister register) {
        int n = Math.max(COUNTS.indexOf(register), TYPES.indexOf(register));
        return n < 0 ? register : numbered(COUNTS.contains(register) ? COUNTS : TYPES, n);
    }

    private static boolean bit(long value, int position) {
        return (value >>> position & 1) != 0;
    }

    private long stored(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    private void store(SystemRegister register, long value) {
        element.systemRegisters().set(register, value);
    }
}
