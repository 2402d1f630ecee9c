package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;

/** An exception as EL1 or EL2 took it: ELR_ELx, ESR_ELx, FAR_ELx and SPSR_ELx. */
record TakenException(ExceptionLevel level, long address, long syndrome, long faultAddress, long savedState) {
    private static final int EC_SHIFT = 26;
    private static final int VECTORS_WITH_SP_EL0 = 0x000;
    private static final int VECTORS_WITH_OWN_SP = 0x200;
    private static final int VECTORS_OF_LOWER_LEVEL = 0x400;
    private static final long SPSR_SP = 1;

    /** What a level's registers hold. */
    static TakenException by(ProcessingElement element, ExceptionLevel level) {
        SystemRegisters registers = element.systemRegisters();
        boolean el1 = level == ExceptionLevel.EL1;
        return new TakenException(
                level,
                registers.get(el1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2),
                registers.get(el1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2),
                registers.get(el1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2),
                registers.get(el1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2));
    }

    /**
     * Puts a processing element back in front of the instruction that took it, with the syndrome as it was. No
     * instruction was executed since, so that all other registers are still that instruction's.
     */
    void restore(ProcessingElement element) {
        SystemRegisters registers = element.systemRegisters();
        boolean el1 = level == ExceptionLevel.EL1;
        registers.set(el1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2, address);
        registers.set(el1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2, syndrome);
        registers.set(el1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2, faultAddress);
        registers.set(el1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2, savedState);
        element.state().fromSpsr(savedState);
        element.setProgramCounter(address);
    }

    /** ESR_ELx.EC. */
    int exceptionClass() {
        return (int) (syndrome >>> EC_SHIFT);
    }

    /** Where in the table its vectors are (Arm ARM D1.3.1.3). */
    int vectorGroup() {
        if (ProcessState.exceptionLevelOf(savedState).isLowerThan(level)) {
            return VECTORS_OF_LOWER_LEVEL;
        }
        return (savedState & SPSR_SP) == 0 ? VECTORS_WITH_SP_EL0 : VECTORS_WITH_OWN_SP;
    }
}
