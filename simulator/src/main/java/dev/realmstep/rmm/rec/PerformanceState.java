package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import java.util.List;

/** The performance monitors of a REC that does not run, or of the normal world while one runs. */
final class PerformanceState {
    private static final List<SystemRegister> CLEARED_BY_ONES =
            List.of(SystemRegister.PMCNTENCLR_EL0, SystemRegister.PMINTENCLR_EL1, SystemRegister.PMOVSCLR_EL0);

    /** The control comes last: nothing counts before all is in place. */
    private static final List<SystemRegister> SWITCHED = List.of(
            SystemRegister.PMEVTYPER0_EL0,
            SystemRegister.PMEVTYPER1_EL0,
            SystemRegister.PMEVTYPER2_EL0,
            SystemRegister.PMEVTYPER3_EL0,
            SystemRegister.PMCCFILTR_EL0,
            SystemRegister.PMEVCNTR0_EL0,
            SystemRegister.PMEVCNTR1_EL0,
            SystemRegister.PMEVCNTR2_EL0,
            SystemRegister.PMEVCNTR3_EL0,
            SystemRegister.PMCCNTR_EL0,
            SystemRegister.PMSELR_EL0,
            SystemRegister.PMUSERENR_EL0,
            SystemRegister.PMCNTENSET_EL0,
            SystemRegister.PMINTENSET_EL1,
            SystemRegister.PMOVSSET_EL0,
            SystemRegister.PMCR_EL0);

    private final long[] values = new long[SWITCHED.size()];
    private boolean overflowed;

    void save(ProcessingElement element) {
        for (int i = 0; i < values.length; i++) {
            values[i] = element.readSystemRegister(SWITCHED.get(i));
        }
        overflowed = element.performanceMonitors().interruptLevel();
    }

    void restore(ProcessingElement element) {
        element.writeSystemRegister(SystemRegister.PMCR_EL0, 0);
        CLEARED_BY_ONES.forEach(register -> element.writeSystemRegister(register, -1));
        for (int i = 0; i < values.length; i++) {
            element.writeSystemRegister(SWITCHED.get(i), values[i]);
        }
    }

    /** Tells the host whether a counter has overflowed whose interrupt is enabled. */
    void report(RecExit exit) {
        exit.setCounterOverflow(overflowed);
    }
}
