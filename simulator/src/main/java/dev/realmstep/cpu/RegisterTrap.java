package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import org.jspecify.annotations.Nullable;

/** The configurable traps of system register accesses, by the group of registers that each guards (Arm ARM D1.3.6). */
enum RegisterTrap {
    /** SCTLR_EL1, TCR_EL1 and what else HCR_EL2.TVM and TRVM name. */
    VIRTUAL_MEMORY {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL1) && s.hcr(read ? HypervisorControl.TRVM : HypervisorControl.TVM) ? EL2 : null;
        }
    },
    IMPLEMENTATION_IDENTIFICATION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL1) && s.hcr(HypervisorControl.TID1) ? EL2 : null;
        }
    },
    CACHE_IDENTIFICATION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL1) && s.hcr(HypervisorControl.TID2 | HypervisorControl.TID4) ? EL2 : null;
        }
    },
    CACHE_TYPE {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL0) && !s.control(SystemControl.UCT)) {
                return EL1;
            }
            return s.belowEl2() && s.hcr(HypervisorControl.TID2) ? EL2 : null;
        }
    },
    FEATURE_IDENTIFICATION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL1) && s.hcr(HypervisorControl.TID3) ? EL2 : null;
        }
    },
    AUXILIARY_CONTROL {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL1) && s.hcr(HypervisorControl.TACR) ? EL2 : null;
        }
    },
    /** CPACR_EL1 and CPTR_EL2: the TCPAC bits. */
    FEATURE_ACCESS_CONTROL {
        private static final long TCPAC = 1L << 31;

        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL1) && s.isEl2Enabled() && s.is(SystemRegister.CPTR_EL2, TCPAC)) {
                return EL2;
            }
            return !s.at(EL3) && s.is(SystemRegister.CPTR_EL3, TCPAC) ? EL3 : null;
        }
    },
    EXTENDED_HYPERVISOR_CONTROL {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return !s.at(EL3) && !s.is(SystemRegister.SCR_EL3, SecureConfiguration.HXEN) ? EL3 : null;
        }
    },
    POINTER_AUTHENTICATION_KEY {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL1) && s.isEl2Enabled() && !s.hcr(HypervisorControl.APK)) {
                return EL2;
            }
            return !s.at(EL3) && !s.is(SystemRegister.SCR_EL3, SecureConfiguration.APK) ? EL3 : null;
        }
    },
    INTERRUPT_MASKS {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL0) && !s.control(SystemControl.UMA) ? EL1 : null;
        }
    },
    /** CNTFRQ_EL0, which EL0 may read if it may read one of the counters. */
    COUNTER_FREQUENCY {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.at(EL0) && !s.isTimerOpenToEl0(EL0_PHYSICAL_COUNTER | EL0_VIRTUAL_COUNTER) ? EL1 : null;
        }
    },
    PHYSICAL_COUNTER {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL0) && !s.isTimerOpenToEl0(EL0_PHYSICAL_COUNTER)) {
                return EL1;
            }
            return s.isPhysicalTimerTrapped(0, 10) ? EL2 : null;
        }
    },
    VIRTUAL_COUNTER {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL0) && !s.isTimerOpenToEl0(EL0_VIRTUAL_COUNTER)) {
                return EL1;
            }
            return s.isVirtualTimerTrapped(EL1_VIRTUAL_COUNTER) ? EL2 : null;
        }
    },
    PHYSICAL_TIMER {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL0) && !s.isTimerOpenToEl0(EL0_PHYSICAL_TIMER)) {
                return EL1;
            }
            return s.isPhysicalTimerTrapped(1, 11) ? EL2 : null;
        }
    },
    VIRTUAL_TIMER {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL0) && !s.isTimerOpenToEl0(EL0_VIRTUAL_TIMER)) {
                return EL1;
            }
            return s.isVirtualTimerTrapped(EL1_VIRTUAL_TIMER) ? EL2 : null;
        }
    },
    /** The GIC's CPU interface for Group 0. */
    INTERRUPT_GROUP0 {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.interruptInterface(
                    ICH_TRAP_GROUP0, HypervisorControl.FMO, SecureConfiguration.FIQ, SecureConfiguration.FIQ);
        }
    },
    /** The GIC's CPU interface for Group 1. */
    INTERRUPT_GROUP1 {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.interruptInterface(
                    ICH_TRAP_GROUP1, HypervisorControl.IMO, SecureConfiguration.IRQ, SecureConfiguration.IRQ);
        }
    },
    /** Registers of the GIC's CPU interface that both groups share. */
    INTERRUPT_COMMON {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.interruptInterface(
                    ICH_TRAP_COMMON,
                    HypervisorControl.IMO | HypervisorControl.FMO,
                    SecureConfiguration.IRQ,
                    SecureConfiguration.FIQ);
        }
    },
    /** ICC_DIR_EL1, which has a trap of its own besides the common one. */
    INTERRUPT_DEACTIVATION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.interruptInterface(
                    ICH_TRAP_COMMON | ICH_TRAP_DEACTIVATION,
                    HypervisorControl.IMO | HypervisorControl.FMO,
                    SecureConfiguration.IRQ,
                    SecureConfiguration.FIQ);
        }
    },
    /** Software generated interrupts: a virtual machine may not send physical ones. */
    INTERRUPT_GENERATION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            if (s.at(EL1) && s.hcr(HypervisorControl.IMO | HypervisorControl.FMO)) {
                return EL2;
            }
            return s.interruptInterface(ICH_TRAP_COMMON, 0, SecureConfiguration.IRQ, SecureConfiguration.FIQ);
        }
    },
    /** Registers of the performance monitors: PMUSERENR_EL0.EN opens them all to EL0. */
    PERFORMANCE_MONITORS {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN, MDCR_TPM);
        }
    },
    PERFORMANCE_CONTROL {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN, MDCR_TPM | MDCR_TPMCR);
        }
    },
    PERFORMANCE_INCREMENT {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN | PMUSERENR_SW, MDCR_TPM);
        }
    },
    PERFORMANCE_SELECTION {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN | PMUSERENR_ER, MDCR_TPM);
        }
    },
    PERFORMANCE_CYCLES {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN | (read ? PMUSERENR_CR : 0), MDCR_TPM);
        }
    },
    PERFORMANCE_COUNTS {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(PMUSERENR_EN | (read ? PMUSERENR_ER : 0), MDCR_TPM);
        }
    },
    /** PMUSERENR_EL0 itself, which EL0 may always read. */
    PERFORMANCE_ENABLES {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.performanceMonitors(-1, MDCR_TPM);
        }
    },
    /** MDSCR_EL1, breakpoints and watchpoints: MDCR_ELx.TDA. */
    DEBUG {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.debug(1L << 9);
        }
    },
    /** The OS lock: MDCR_ELx.TDOSA. */
    OS_LOCK {
        @Override
        @Nullable
        ExceptionLevel target(TrapState s, boolean read) {
            return s.debug(1L << 10);
        }
    };

    /** CNTKCTL_EL1 and, for a host, CNTHCTL_EL2. */
    private static final long EL0_PHYSICAL_COUNTER = 1L;

    private static final long EL0_VIRTUAL_COUNTER = 1L << 1;
    private static final long EL0_VIRTUAL_TIMER = 1L << 8;
    private static final long EL0_PHYSICAL_TIMER = 1L << 9;
    /** CNTHCTL_EL2.EL1TVT and EL1TVCT. */
    private static final long EL1_VIRTUAL_TIMER = 1L << 13;

    private static final long EL1_VIRTUAL_COUNTER = 1L << 14;
    private static final long PMUSERENR_EN = 1L;
    private static final long PMUSERENR_SW = 1L << 1;
    private static final long PMUSERENR_CR = 1L << 2;
    private static final long PMUSERENR_ER = 1L << 3;
    /** MDCR_EL2, and TPM in MDCR_EL3 as well. */
    private static final long MDCR_TPM = 1L << 6;

    private static final long MDCR_TPMCR = 1L << 5;
    /** ICH_HCR_EL2.TC, TALL0, TALL1 and TDIR. */
    private static final long ICH_TRAP_COMMON = 1L << 10;

    private static final long ICH_TRAP_GROUP0 = 1L << 11;
    private static final long ICH_TRAP_GROUP1 = 1L << 12;
    private static final long ICH_TRAP_DEACTIVATION = 1L << 14;

    /** The level that an access of the current level traps to, or null if it does not. */
    abstract @Nullable ExceptionLevel target(TrapState state, boolean read);
}
