package dev.realmstep.cpu.mmu;

/** A translation regime (Arm ARM D8.1.2). */
public enum TranslationRegime {
    EL1_0(true),
    /** EL2 as a host with applications at EL0: HCR_EL2.E2H is 1. */
    EL2_0(true),
    EL2(false),
    EL3(false);

    private final boolean unprivileged;

    TranslationRegime(boolean unprivileged) {
        this.unprivileged = unprivileged;
    }

    /** Whether EL0 is in it; such a regime has two address ranges, and permissions for each of two privileges. */
    public boolean hasUnprivileged() {
        return unprivileged;
    }
}
