package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

/** How a processing element takes exceptions and returns from them (Arm ARM D1.3 and D1.4.4). */
final class ExceptionModel {
    private static final int EC_SHIFT = 26;
    /** ESR_ELx.IL: every A64 instruction has 32 bits. */
    private static final long IL = 1L << 25;

    private static final int VECTOR_CURRENT_LEVEL_SP0 = 0x000;
    private static final int VECTOR_CURRENT_LEVEL_SPX = 0x200;
    private static final int VECTOR_LOWER_LEVEL = 0x400;
    private static final long VECTOR_BASE = ~0x7FFL;
    private static final int ALL_MASKED = ProcessState.D | ProcessState.A | ProcessState.I | ProcessState.F;
    private static final long SPSR_SP = 1;
    private static final long SPSR_RESERVED_MODE = 2;

    private final ProcessingElement element;
    private final ExceptionRouting routing;
    private ExceptionObserver observer = ExceptionObserver.NONE;

    ExceptionModel(ProcessingElement element, ExceptionRouting routing) {
        this.element = element;
        this.routing = routing;
    }

    void observe(ExceptionObserver newObserver) {
        observer = newObserver;
    }

    void take(SynchronousException exception) {
        ExceptionLevel target = target(exception);
        ExceptionClass exceptionClass = exception.exceptionClass().asTakenFrom(element.exceptionLevel(), target);
        SystemRegisters registers = element.systemRegisters();
        setSyndrome(target, exceptionClass, exception.syndrome());
        if (exceptionClass.setsFaultAddress()) {
            registers.set(ExceptionRegisters.faultAddress(target), exception.faultAddress());
        }
        if (exception.isSecondStage()) {
            // FIPA: bits [51:12] of the intermediate physical address, from bit 4 on.
            registers.set(SystemRegister.HPFAR_EL2, exception.intermediateAddress() >>> 12 << 4);
        }
        if (exceptionClass == ExceptionClass.GRANULE_PROTECTION_CHECK) {
            registers.set(SystemRegister.MFAR_EL3, exception.physicalFaultAddress());
        }
        enter(target, 0, exception.afterInstruction() ? element.nextProgramCounter() : element.programCounter());
    }

    private ExceptionLevel target(SynchronousException exception) {
        ExceptionLevel target = exception.target();
        if (target == null) {
            return exception.exceptionClass() == ExceptionClass.BRK
                    ? routing.breakpointInstruction()
                    : routing.general();
        }
        // With TGE there is no EL1 for EL0 to be trapped to.
        return target == EL1 && element.exceptionLevel() == EL0 ? routing.general() : target;
    }

    void takeInterrupt(InterruptSignal signal, ExceptionLevel target, long syndrome) {
        if (signal == InterruptSignal.SERROR || signal == InterruptSignal.VIRTUAL_SERROR) {
            setSyndrome(target, ExceptionClass.SERROR, syndrome);
        }
        enter(target, signal.vector(), element.programCounter());
    }

    private void setSyndrome(ExceptionLevel target, ExceptionClass exceptionClass, long iss) {
        element.systemRegisters()
                .set(ExceptionRegisters.syndrome(target), (long) exceptionClass.code() << EC_SHIFT | IL | iss);
    }

    private void enter(ExceptionLevel target, int vector, long returnAddress) {
        ProcessState state = element.state();
        SystemRegisters registers = element.systemRegisters();
        registers.set(ExceptionRegisters.savedState(target), state.toSpsr());
        registers.set(ExceptionRegisters.link(target), returnAddress);
        int group = vectorGroup(target);
        long control = registers.get(ExceptionRegisters.control(target));
        if (setsPrivilegedAccessNever(target, control)) {
            state.setPrivilegedAccessNever(true);
        }
        state.setExceptionLevel(target);
        state.setStackPointerSelect(true);
        state.setDaif(ALL_MASKED);
        state.setUserAccessOverride(false);
        state.setDataIndependentTiming(false);
        state.setSpeculativeStoreBypassSafe((control & SystemControl.DSSBS) != 0);
        state.setIllegalExecution(false);
        state.setSoftwareStep(false);
        state.setBranchType(0);
        long vectorBase = registers.get(ExceptionRegisters.vectorBase(target)) & VECTOR_BASE;
        element.setProgramCounter(element.branchAddress(vectorBase + group + vector));
        observer.exceptionTaken(element, target);
    }

    private int vectorGroup(ExceptionLevel target) {
        ProcessState state = element.state();
        if (state.exceptionLevel().isLowerThan(target)) {
            return VECTOR_LOWER_LEVEL;
        }
        return state.stackPointerSelect() ? VECTOR_CURRENT_LEVEL_SPX : VECTOR_CURRENT_LEVEL_SP0;
    }

    private boolean setsPrivilegedAccessNever(ExceptionLevel target, long control) {
        boolean hasUnprivilegedHalf = target == EL1
                || (target == EL2 && HypervisorControl.isHostForEl0(routing.effectiveHypervisorControl()));
        return hasUnprivilegedHalf && (control & SystemControl.SPAN) == 0;
    }

    void returnFromException(long address) {
        ExceptionLevel from = element.exceptionLevel();
        SystemRegisters registers = element.systemRegisters();
        long spsr = registers.get(ExceptionRegisters.savedState(from));
        boolean illegal = isIllegalReturn(spsr, from);
        boolean steps = !illegal && element.debug().stepsAfterReturn(spsr);
        if (illegal) {
            element.state().restoreFlagsAndMasks(spsr);
            element.state().setIllegalExecution(true);
        } else {
            element.state().fromSpsr(spsr);
        }
        if (!steps) {
            element.state().setSoftwareStep(false);
        }
        element.exclusiveMonitor().clear();
        element.sendEventLocal();
        element.setProgramCounter(element.branchAddress(address));
        element.interruptMasksChanged();
    }

    private boolean isIllegalReturn(long spsr, ExceptionLevel from) {
        ExceptionLevel to = ProcessState.exceptionLevelOf(spsr);
        boolean reservedMode = ProcessState.isAarch32(spsr)
                || (spsr & SPSR_RESERVED_MODE) != 0
                || (to == EL0 && (spsr & SPSR_SP) != 0);
        if (reservedMode || from.isLowerThan(to)) {
            return true;
        }
        if (from == EL3 && to != EL3 && selectsReservedWorld()) {
            return true;
        }
        return switch (to) {
            case EL2 -> !routing.isEl2Enabled();
            case EL1 ->
                routing.isEl2Enabled()
                        && (element.systemRegisters().get(SystemRegister.HCR_EL2) & HypervisorControl.TGE) != 0;
            case EL0, EL3 -> false;
        };
    }

    private boolean selectsReservedWorld() {
        long world = element.systemRegisters().get(SystemRegister.SCR_EL3)
                & (SecureConfiguration.NSE | SecureConfiguration.NS);
        return world == SecureConfiguration.NSE;
    }
}
