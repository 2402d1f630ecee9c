package dev.realmstep.cpu;

/** Which register of a family serves exceptions taken to a level. */
final class ExceptionRegisters {
    private ExceptionRegisters() {}

    static SystemRegister syndrome(ExceptionLevel level) {
        return choose(level, SystemRegister.ESR_EL1, SystemRegister.ESR_EL2, SystemRegister.ESR_EL3);
    }

    static SystemRegister faultAddress(ExceptionLevel level) {
        return choose(level, SystemRegister.FAR_EL1, SystemRegister.FAR_EL2, SystemRegister.FAR_EL3);
    }

    static SystemRegister savedState(ExceptionLevel level) {
        return choose(level, SystemRegister.SPSR_EL1, SystemRegister.SPSR_EL2, SystemRegister.SPSR_EL3);
    }

    static SystemRegister link(ExceptionLevel level) {
        return choose(level, SystemRegister.ELR_EL1, SystemRegister.ELR_EL2, SystemRegister.ELR_EL3);
    }

    static SystemRegister vectorBase(ExceptionLevel level) {
        return choose(level, SystemRegister.VBAR_EL1, SystemRegister.VBAR_EL2, SystemRegister.VBAR_EL3);
    }

    static SystemRegister control(ExceptionLevel level) {
        return choose(level, SystemRegister.SCTLR_EL1, SystemRegister.SCTLR_EL2, SystemRegister.SCTLR_EL3);
    }

    private static SystemRegister choose(
            ExceptionLevel level, SystemRegister el1, SystemRegister el2, SystemRegister el3) {
        return switch (level) {
            case EL0, EL1 -> el1;
            case EL2 -> el2;
            case EL3 -> el3;
        };
    }
}
