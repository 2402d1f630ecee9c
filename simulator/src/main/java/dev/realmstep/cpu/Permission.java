package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;

/** What software at the current level may be allowed to do without an exception, as far as engines ask beforehand. */
public enum Permission {
    /** CPY* and SET*. */
    MEMORY_COPY_AND_SET {
        @Override
        public boolean isGiven(ProcessingElement element) {
            return element.isMemoryCopyEnabled();
        }
    },

    /** DC ZVA, maintenance by virtual address, and reading CTR_EL0. */
    CACHE_MAINTENANCE {
        @Override
        public boolean isGiven(ProcessingElement element) {
            TrapState state = new TrapState(element);
            boolean trapped = state.belowEl2()
                    && state.hcr(HypervisorControl.TDZ
                            | HypervisorControl.TPCP
                            | HypervisorControl.TPU
                            | HypervisorControl.TID2);
            boolean denied = state.at(EL0)
                    && !(state.control(SystemControl.DZE)
                            && state.control(SystemControl.UCI)
                            && state.control(SystemControl.UCT));
            return !trapped && !denied;
        }
    },

    /** Reading TCR_EL1, ESR_EL1 and what else HCR_EL2.TRVM names, at EL1. */
    READING_TRANSLATION_REGISTERS {
        @Override
        public boolean isGiven(ProcessingElement element) {
            TrapState state = new TrapState(element);
            return state.at(EL1) && !state.hcr(HypervisorControl.TRVM);
        }
    };

    public abstract boolean isGiven(ProcessingElement element);
}
