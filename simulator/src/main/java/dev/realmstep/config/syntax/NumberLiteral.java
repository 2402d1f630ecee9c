package dev.realmstep.config.syntax;

import java.util.OptionalLong;

/**
 * The numbers of the language: decimal or {@code 0x} hexadecimal digits, {@code _} between digits, and behind decimal
 * digits {@code K}, {@code M} or {@code G} for 2^10, 2^20 or 2^30.
 */
public final class NumberLiteral {
    private NumberLiteral() {}

    /** The value, at most 2^63 - 1, or nothing if the text is no number of the language. */
    public static OptionalLong parse(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        int shift = hexadecimal ? 0 : suffixShift(text);
        String digits = text.substring(hexadecimal ? 2 : 0, shift == 0 ? text.length() : text.length() - 1);
        if (digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_")) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(digits.replace("_", ""), hexadecimal ? 16 : 10);
            return value > Long.MAX_VALUE >> shift ? OptionalLong.empty() : OptionalLong.of(value << shift);
        } catch (NumberFormatException notDigits) {
            return OptionalLong.empty();
        }
    }

    private static int suffixShift(String text) {
        return switch (text.charAt(text.length() - 1)) {
            case 'K', 'k' -> 10;
            case 'M', 'm' -> 20;
            case 'G', 'g' -> 30;
            default -> 0;
        };
    }

    /** An address as the language writes it: hexadecimal, in groups of four digits from the right. */
    public static String hex(long value) {
        String digits = Long.toHexString(value);
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 4; i > 0; i -= 4) {
            grouped.insert(i, '_');
        }
        return grouped.insert(0, "0x").toString();
    }

    /** A size as the language writes it: with the largest suffix that leaves a whole number. */
    public static String size(long bytes) {
        for (int shift = 30; shift > 0 && bytes != 0; shift -= 10) {
            if ((bytes & ((1L << shift) - 1)) == 0) {
                return (bytes >> shift) + String.valueOf("KMG".charAt(shift / 10 - 1));
            }
        }
        return bytes < 0x1000 ? Long.toString(bytes) : hex(bytes);
    }
}
