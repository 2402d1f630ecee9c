package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.SystemRegister;

/** Makes a REC take an exception to its EL1, as the processing element would have done it (Arm ARM D1.3.1). */
public final class ExceptionInjection {
    private static final long EL1_WITH_OWN_STACK = 0b0101;
    private static final long ALL_MASKED = 0x3C0;
    private static final long PRIVILEGED_ACCESS_NEVER = 1L << 22;
    private static final long SCTLR_SPAN = 1L << 23;
    private static final long EL_MASK = 0b1100;
    private static final long SP_SELECT = 1;
    private static final long FLAGS_KEPT = 0xF000_0000L | PRIVILEGED_ACCESS_NEVER;

    private static final int VECTOR_CURRENT_SP0 = 0x000;
    private static final int VECTOR_CURRENT_SPX = 0x200;
    private static final int VECTOR_LOWER = 0x400;

    private static final int EC_SHIFT = 26;
    private static final long IL = 1L << 25;
    private static final long EC_UNKNOWN = 0;

    private ExceptionInjection() {}

    /** Whether the REC was at EL0. */
    public static boolean isFromEl0(SavedRegisters registers) {
        return (registers.processState() & EL_MASK) == 0;
    }

    /** An instruction that is UNDEFINED in a realm. */
    public static void undefined(SavedRegisters registers) {
        take(registers, EC_UNKNOWN << EC_SHIFT | IL);
    }

    /** A synchronous external abort in place of a stage 2 abort, at the same virtual address. */
    public static void externalAbort(SavedRegisters registers, AbortSyndrome abort, long faultAddress) {
        registers.setSystem(SystemRegister.FAR_EL1, faultAddress);
        take(registers, abort.asExternalAbort(isFromEl0(registers)));
    }

    /**
     * An address size fault of stage 1 in place of a stage 2 abort, for an address beyond the IPA space (A5.2.8).
     *
     * @param level of the descriptor that gave the address, 0 if none did
     */
    public static void addressSizeFault(SavedRegisters registers, AbortSyndrome abort, long faultAddress, int level) {
        registers.setSystem(SystemRegister.FAR_EL1, faultAddress);
        take(registers, abort.asAddressSizeFault(isFromEl0(registers), level));
    }

    private static void take(SavedRegisters registers, long syndrome) {
        long state = registers.processState();
        registers.setSystem(SystemRegister.ESR_EL1, syndrome);
        registers.setSystem(SystemRegister.ELR_EL1, registers.programCounter());
        registers.setSystem(SystemRegister.SPSR_EL1, state);
        int vector = isFromEl0(registers)
                ? VECTOR_LOWER
                : (state & SP_SELECT) != 0 ? VECTOR_CURRENT_SPX : VECTOR_CURRENT_SP0;
        boolean setsPan = (registers.system(SystemRegister.SCTLR_EL1) & SCTLR_SPAN) == 0;
        registers.setProgramCounter(registers.system(SystemRegister.VBAR_EL1) + vector);
        registers.setProcessState(
                (state & FLAGS_KEPT) | (setsPan ? PRIVILEGED_ACCESS_NEVER : 0) | ALL_MASKED | EL1_WITH_OWN_STACK);
    }
}
