package dev.realmstep.debuginfo.dwarf;

/** The encodings of base types (DWARF 5 section 7.8), without their {@code DW_ATE_}. */
public final class BaseTypeEncoding {
    public static final int ADDRESS = 1;
    public static final int BOOLEAN = 2;
    public static final int FLOAT = 4;
    public static final int SIGNED = 5;
    public static final int SIGNED_CHAR = 6;
    public static final int UNSIGNED = 7;
    public static final int UNSIGNED_CHAR = 8;
    public static final int UTF = 0x10;

    private BaseTypeEncoding() {}

    public static boolean isSigned(int encoding) {
        return encoding == SIGNED || encoding == SIGNED_CHAR;
    }

    public static boolean isCharacter(int encoding) {
        return encoding == SIGNED_CHAR || encoding == UNSIGNED_CHAR || encoding == UTF;
    }
}
