package dev.realmstep.config;

/** The version of the RMM specification (Arm DEN0137) whose interface the realm is built through. */
public enum RmmVersion {
    V1_0("1.0");

    private final String number;

    RmmVersion(String number) {
        this.number = number;
    }

    /** As the specification numbers it. */
    public String number() {
        return number;
    }
}
