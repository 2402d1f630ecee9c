package dev.realmstep.cpu;

/** An exception level (Arm ARM D1.1); a higher one is more privileged. */
public enum ExceptionLevel {
    EL0,
    EL1,
    EL2,
    EL3;

    private static final ExceptionLevel[] LEVELS = values();

    /** The level with a number, 0 to 3. */
    public static ExceptionLevel of(int number) {
        return LEVELS[number];
    }

    public int number() {
        return ordinal();
    }

    public boolean isLowerThan(ExceptionLevel other) {
        return ordinal() < other.ordinal();
    }
}
