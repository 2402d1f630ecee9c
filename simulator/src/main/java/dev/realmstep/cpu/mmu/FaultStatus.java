package dev.realmstep.cpu.mmu;

/** The fault status codes of ESR_ELx.ISS[5:0] (Arm ARM D23.2.37, DFSC and IFSC); most come in one form per level. */
public enum FaultStatus {
    ADDRESS_SIZE(0b000000, true),
    TRANSLATION(0b000100, true),
    ACCESS_FLAG(0b001000, true),
    PERMISSION(0b001100, true),
    EXTERNAL_ABORT(0b010000, false),
    EXTERNAL_ABORT_ON_WALK(0b010100, true),
    ALIGNMENT(0b100001, false),
    GRANULE_PROTECTION_ON_WALK(0b100100, true),
    GRANULE_PROTECTION(0b101000, false);

    private final int code;
    private final boolean leveled;

    FaultStatus(int code, boolean leveled) {
        this.code = code;
        this.leveled = leveled;
    }

    /** The six bits for a fault found at a lookup level, 0 to 3. */
    public int code(int level) {
        return leveled ? code | level : code;
    }

    /** Whether the memory system reported it. */
    public boolean isExternal() {
        return this == EXTERNAL_ABORT || this == EXTERNAL_ABORT_ON_WALK;
    }

    /** Whether the granule protection check did. */
    public boolean isGranuleProtection() {
        return this == GRANULE_PROTECTION || this == GRANULE_PROTECTION_ON_WALK;
    }
}
