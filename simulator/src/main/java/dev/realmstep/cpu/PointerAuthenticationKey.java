package dev.realmstep.cpu;

import java.util.List;

/** The keys of FEAT_PAuth: two for addresses of instructions, two for addresses of data, one for anything (Arm ARM D8.10). */
public enum PointerAuthenticationKey {
    INSTRUCTION_A(SystemRegister.APIAKEYLO_EL1, SystemRegister.APIAKEYHI_EL1, SystemControl.ENIA, false, false),
    INSTRUCTION_B(SystemRegister.APIBKEYLO_EL1, SystemRegister.APIBKEYHI_EL1, SystemControl.ENIB, false, true),
    DATA_A(SystemRegister.APDAKEYLO_EL1, SystemRegister.APDAKEYHI_EL1, SystemControl.ENDA, true, false),
    DATA_B(SystemRegister.APDBKEYLO_EL1, SystemRegister.APDBKEYHI_EL1, SystemControl.ENDB, true, true),
    GENERIC(SystemRegister.APGAKEYLO_EL1, SystemRegister.APGAKEYHI_EL1, 0, true, false);

    /** Those that sign addresses, in the order of the instructions' encodings. */
    public static final List<PointerAuthenticationKey> OF_ADDRESSES =
            List.of(INSTRUCTION_A, INSTRUCTION_B, DATA_A, DATA_B);

    private final SystemRegister low;
    private final SystemRegister high;
    private final long enable;
    private final boolean ofData;
    private final boolean second;

    PointerAuthenticationKey(SystemRegister low, SystemRegister high, long enable, boolean ofData, boolean second) {
        this.low = low;
        this.high = high;
        this.enable = enable;
        this.ofData = ofData;
        this.second = second;
    }

    public SystemRegister low() {
        return low;
    }

    public SystemRegister high() {
        return high;
    }

    /** The bit of SCTLR_ELx without which the key's instructions leave pointers alone; 0 for the generic key. */
    long enable() {
        return enable;
    }

    /** Whether it is for addresses of data: TCR_ELx.TBID then does not matter. */
    boolean isOfData() {
        return ofData;
    }

    /** ESR_ELx.ISS of a failed authentication: whether the key is one of data, and whether it is the B key. */
    int syndrome() {
        return (ofData ? 2 : 0) | (second ? 1 : 0);
    }
}
