package dev.realmstep.debuginfo.value;

/** Floating-point numbers in their binary formats (IEEE 754). */
final class FloatingPoint {
    private FloatingPoint() {}

    /** The number that {@code bits} encode in a format of 2, 4 or 8 bytes. */
    static double toDouble(long bits, long size) {
        return switch ((int) size) {
            case 2 -> Float.float16ToFloat((short) bits);
            case 4 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }

    /** As short as it can be while it reads back as the same number. */
    static String text(long bits, long size) {
        String text = size == 8
                ? Double.toString(Double.longBitsToDouble(bits))
                : Float.toString((float) toDouble(bits, size));
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
