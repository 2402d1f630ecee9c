package dev.realmstep.config;

/** How much a finding matters. */
public enum Severity {
    /** The realm cannot be built, or cannot work. */
    ERROR("error"),
    /** The realm can be built; it is likely not what was meant. */
    WARNING("warning"),
    /** Worth knowing. */
    INFORMATION("info");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** As it is printed. */
    public String label() {
        return label;
    }
}
