package dev.realmstep.cpu;

/** The exception classes of ESR_ELx.EC (Arm ARM D23.2.37) that this machine raises. */
public enum ExceptionClass {
    UNKNOWN(0x00),
    TRAPPED_WF(0x01),
    ACCESS_TO_SVE_ADVANCED_SIMD_OR_FP(0x07),
    TRAPPED_POINTER_AUTHENTICATION(0x09),
    BRANCH_TARGET(0x0D),
    ILLEGAL_EXECUTION_STATE(0x0E),
    SVC(0x15),
    HVC(0x16),
    SMC(0x17),
    TRAPPED_SYSTEM_REGISTER(0x18),
    ACCESS_TO_SVE(0x19),
    POINTER_AUTHENTICATION_FAILURE(0x1C),
    GRANULE_PROTECTION_CHECK(0x1E),
    INSTRUCTION_ABORT_LOWER_LEVEL(0x20),
    INSTRUCTION_ABORT_SAME_LEVEL(0x21),
    PC_ALIGNMENT(0x22),
    DATA_ABORT_LOWER_LEVEL(0x24),
    DATA_ABORT_SAME_LEVEL(0x25),
    SP_ALIGNMENT(0x26),
    MEMORY_COPY_AND_SET(0x27),
    SERROR(0x2F),
    BREAKPOINT_LOWER_LEVEL(0x30),
    BREAKPOINT_SAME_LEVEL(0x31),
    SOFTWARE_STEP_LOWER_LEVEL(0x32),
    SOFTWARE_STEP_SAME_LEVEL(0x33),
    WATCHPOINT_LOWER_LEVEL(0x34),
    WATCHPOINT_SAME_LEVEL(0x35),
    BRK(0x3C);

    private final int code;

    ExceptionClass(int code) {
        this.code = code;
    }

    /** The six bits of ESR_ELx.EC. */
    public int code() {
        return code;
    }

    /** The class that an abort has when it is taken from one level to another: the architecture tells lower and same. */
    ExceptionClass asTakenFrom(ExceptionLevel from, ExceptionLevel to) {
        boolean lower = from.isLowerThan(to);
        return switch (this) {
            case INSTRUCTION_ABORT_LOWER_LEVEL, INSTRUCTION_ABORT_SAME_LEVEL ->
                lower ? INSTRUCTION_ABORT_LOWER_LEVEL : INSTRUCTION_ABORT_SAME_LEVEL;
            case DATA_ABORT_LOWER_LEVEL, DATA_ABORT_SAME_LEVEL ->
                lower ? DATA_ABORT_LOWER_LEVEL : DATA_ABORT_SAME_LEVEL;
            case SOFTWARE_STEP_LOWER_LEVEL, SOFTWARE_STEP_SAME_LEVEL ->
                lower ? SOFTWARE_STEP_LOWER_LEVEL : SOFTWARE_STEP_SAME_LEVEL;
            case BREAKPOINT_LOWER_LEVEL, BREAKPOINT_SAME_LEVEL ->
                lower ? BREAKPOINT_LOWER_LEVEL : BREAKPOINT_SAME_LEVEL;
            case WATCHPOINT_LOWER_LEVEL, WATCHPOINT_SAME_LEVEL ->
                lower ? WATCHPOINT_LOWER_LEVEL : WATCHPOINT_SAME_LEVEL;
            default -> this;
        };
    }

    /** Whether FAR_ELx is written; for the other classes the architecture leaves it UNKNOWN, here unchanged. */
    boolean setsFaultAddress() {
        return switch (this) {
            case INSTRUCTION_ABORT_LOWER_LEVEL,
                    INSTRUCTION_ABORT_SAME_LEVEL,
                    DATA_ABORT_LOWER_LEVEL,
                    DATA_ABORT_SAME_LEVEL,
                    PC_ALIGNMENT,
                    WATCHPOINT_LOWER_LEVEL,
                    WATCHPOINT_SAME_LEVEL,
                    GRANULE_PROTECTION_CHECK -> true;
            default -> false;
        };
    }
}
