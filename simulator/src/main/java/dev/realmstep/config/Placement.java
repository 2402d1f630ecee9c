package dev.realmstep.config;

/** The half of the IPA space in which the guest reaches a device. */
public enum Placement implements Keyword {
    /** The upper half: the host emulates the accesses. */
    UNPROTECTED("unprotected"),
    /** The lower half: the realm expects a device that it has accepted (RIPAS DEV). */
    PROTECTED("protected");

    private final String keyword;

    Placement(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
