package dev.realmstep.host;

/** The fields of ESR_EL2 that a hypervisor needs to emulate a load or store (Arm ARM D23.2.37, data abort). */
record AbortSyndrome(long esr) {
    private static final int EC_SHIFT = 26;
    private static final int EC_SYSTEM_REGISTER = 0x18;
    private static final int EC_INSTRUCTION_ABORT_LOWER_LEVEL = 0x20;
    private static final int EC_DATA_ABORT_LOWER_LEVEL = 0x24;
    private static final int ISV = 24;
    private static final int SAS_SHIFT = 22;
    private static final int WNR = 6;

    int exceptionClass() {
        return (int) (esr >>> EC_SHIFT) & 0x3F;
    }

    boolean isSystemRegisterAccess() {
        return exceptionClass() == EC_SYSTEM_REGISTER;
    }

    boolean isDataAbort() {
        return exceptionClass() == EC_DATA_ABORT_LOWER_LEVEL;
    }

    boolean isInstructionAbort() {
        return exceptionClass() == EC_INSTRUCTION_ABORT_LOWER_LEVEL;
    }

    /** Whether the rest of the syndrome describes one load or store of one register. */
    boolean isValid() {
        return (esr >>> ISV & 1) != 0;
    }

    /** In bytes. */
    int accessSize() {
        return 1 << ((int) (esr >>> SAS_SHIFT) & 3);
    }

    boolean isWrite() {
        return (esr >>> WNR & 1) != 0;
    }
}
