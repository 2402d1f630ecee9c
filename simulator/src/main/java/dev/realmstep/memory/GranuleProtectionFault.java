package dev.realmstep.memory;

/** Why a granule protection check did not admit an access (Arm ARM D9.3.2). */
public record GranuleProtectionFault(Kind kind, int level, PhysicalAddressSpace space, long address) {
    /** What went wrong in the check. */
    public enum Kind {
        /** The table says that this space may not reach the granule. */
        FAIL,
        /** An entry of the table itself is invalid. */
        WALK,
        /** The table could not be read. */
        EXTERNAL_ABORT
    }

    @Override
    public String toString() {
        return "granule protection fault (%s, level %d): %s access to physical address 0x%x"
                .formatted(kind, level, space, address);
    }
}
