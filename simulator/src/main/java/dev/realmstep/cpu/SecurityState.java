package dev.realmstep.cpu;

import dev.realmstep.memory.PhysicalAddressSpace;

/** One of the four worlds (Arm ARM D1.2, with FEAT_RME). */
public enum SecurityState {
    SECURE(PhysicalAddressSpace.SECURE),
    NON_SECURE(PhysicalAddressSpace.NON_SECURE),
    ROOT(PhysicalAddressSpace.ROOT),
    REALM(PhysicalAddressSpace.REALM);

    private final PhysicalAddressSpace physicalAddressSpace;

    SecurityState(PhysicalAddressSpace physicalAddressSpace) {
        this.physicalAddressSpace = physicalAddressSpace;
    }

    /** The physical address space that accesses of this state reach unless a translation says otherwise. */
    public PhysicalAddressSpace physicalAddressSpace() {
        return physicalAddressSpace;
    }
}
