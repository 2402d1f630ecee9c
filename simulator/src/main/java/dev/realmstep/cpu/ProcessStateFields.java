package dev.realmstep.cpu;

/** MSR (immediate): single fields of PSTATE (Arm ARM C6.2, MSR immediate). */
final class ProcessStateFields {
    /** The syndrome names the trapped instruction as op0 0, CRn 4, Rt 31. */
    private static final int NO_TRANSFER = 31;

    private static final int IMMEDIATE_CRN = 4;

    private final ProcessingElement element;

    ProcessStateFields(ProcessingElement element) {
        this.element = element;
    }

    /**
     * Writes a field.
     *
     * @param field op1:op2, 6 bits
     * @param value CRm, 4 bits
     */
    void write(int field, int value) {
        boolean unprivileged = element.exceptionLevel() == ExceptionLevel.EL0;
        // op1 3 is for EL0 as well.
        if (unprivileged && field >>> 3 != 3) {
            throw SynchronousException.undefined();
        }
        ProcessState state = element.state();
        boolean set = (value & 1) != 0;
        switch (field) {
            case 0b000_011 -> state.setUserAccessOverride(set);
            case 0b000_100 -> state.setPrivilegedAccessNever(set);
            case 0b000_101 -> state.setStackPointerSelect(set);
            case 0b011_001 -> state.setSpeculativeStoreBypassSafe(set);
            case 0b011_010 -> state.setDataIndependentTiming(set);
            case 0b011_110, 0b011_111 -> writeMasks(field, value);
            default -> throw SynchronousException.undefined();
        }
    }

    /** DAIFSet and DAIFClr. */
    private void writeMasks(int field, int value) {
        SystemAccess access = new SystemAccess(
                SystemRegister.encoding(0, field >>> 3, IMMEDIATE_CRN, value, field & 7), NO_TRANSFER, false);
        access.trapIfRouted(RegisterTrap.INTERRUPT_MASKS.target(new TrapState(element), false));
        ProcessState state = element.state();
        boolean masks = (field & 1) == 0;
        state.setDaif(masks ? state.daif() | value : state.daif() & ~value);
        element.interruptMasksChanged();
    }
}
