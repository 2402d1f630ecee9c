package dev.realmstep.cpu;

/** How a processing element takes exceptions and returns from them (Arm ARM D1.3). */
final class ExceptionModel {
    private static final int ESR_EC_SHIFT = 26;
    private static final long ESR_IL = 1L << 25;
    private static final int VECTOR_CURRENT_LEVEL_OWN_STACK = 0x200;
    private static final int VECTOR_LOWER_LEVEL = 0x400;

    private final ProcessingElement element;

    ExceptionModel(ProcessingElement element) {
        this.element = element;
    }

    void take(SynchronousException exception) {
        ExceptionLevel target = exception.target();
        if (target == null) {
            target = element.exceptionLevel() == ExceptionLevel.EL0 ? ExceptionLevel.EL1 : element.exceptionLevel();
        }
        long returnAddress = exception.afterInstruction() ? element.nextProgramCounter() : element.programCounter();
        SystemRegisters registers = element.systemRegisters();
        long syndrome = (long) exception.exceptionClass().code() << ESR_EC_SHIFT | ESR_IL | exception.syndrome();
        registers.set(syndromeRegister(target), syndrome);
        registers.set(faultAddressRegister(target), exception.faultAddress());
        enter(target, 0, returnAddress);
    }

    private void enter(ExceptionLevel target, int vector, long returnAddress) {
        ProcessState state = element.state();
        SystemRegisters registers = element.systemRegisters();
        registers.set(savedStateRegister(target), state.toSpsr());
        registers.set(linkRegister(target), returnAddress);
        int group = state.exceptionLevel().isLowerThan(target) ? VECTOR_LOWER_LEVEL : VECTOR_CURRENT_LEVEL_OWN_STACK;
        state.setExceptionLevel(target);
        state.setStackPointerSelect(true);
        state.setDaif(ProcessState.D | ProcessState.A | ProcessState.I | ProcessState.F);
        element.exclusiveMonitor().clear();
        element.setProgramCounter(registers.get(vectorBaseRegister(target)) + group + vector);
    }

    void returnFromException() {
        ExceptionLevel from = element.exceptionLevel();
        SystemRegisters registers = element.systemRegisters();
        element.state().fromSpsr(registers.get(savedStateRegister(from)));
        element.exclusiveMonitor().clear();
        element.setProgramCounter(registers.get(linkRegister(from)));
    }

    static SystemRegister syndromeRegister(ExceptionLevel level) {
        return switch (level) {
            case EL0, EL1 -> SystemRegister.ESR_EL1;
            case EL2 -> SystemRegister.ESR_EL2;
            case EL3 -> SystemRegister.ESR_EL3;
        };
    }

    static SystemRegister faultAddressRegister(ExceptionLevel level) {
        return switch (level) {
            case EL0, EL1 -> SystemRegister.FAR_EL1;
            case EL2 -> SystemRegister.FAR_EL2;
            case EL3 -> SystemRegister.FAR_EL3;
        };
    }

    static SystemRegister savedStateRegister(ExceptionLevel level) {
        return switch (level) {
            case EL0, EL1 -> SystemRegister.SPSR_EL1;
            case EL2 -> SystemRegister.SPSR_EL2;
            case EL3 -> SystemRegister.SPSR_EL3;
        };
    }

    static SystemRegister linkRegister(ExceptionLevel level) {
        return switch (level) {
            case EL0, EL1 -> SystemRegister.ELR_EL1;
            case EL2 -> SystemRegister.ELR_EL2;
            case EL3 -> SystemRegister.ELR_EL3;
        };
    }

    static SystemRegister vectorBaseRegister(ExceptionLevel level) {
        return switch (level) {
            case EL0, EL1 -> SystemRegister.VBAR_EL1;
            case EL2 -> SystemRegister.VBAR_EL2;
            case EL3 -> SystemRegister.VBAR_EL3;
        };
    }
}
