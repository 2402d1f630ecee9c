package dev.realmstep.memory;

/** One of the four physical address spaces of the Realm Management Extension (Arm ARM D9.1). */
public enum PhysicalAddressSpace {
    SECURE,
    NON_SECURE,
    ROOT,
    REALM;

    /** What a granule protection table entry that admits only this space holds (Arm ARM D9.5, GPI). */
    public int granuleProtectionInformation() {
        return switch (this) {
            case SECURE -> 0b1000;
            case NON_SECURE -> 0b1001;
            case ROOT -> 0b1010;
            case REALM -> 0b1011;
        };
    }
}
