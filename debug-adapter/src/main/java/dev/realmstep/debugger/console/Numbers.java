package dev.realmstep.debugger.console;

import dev.realmstep.debugger.EvaluationException;

/** Numbers as users type them: decimal, or hexadecimal behind 0x; underscores group digits. */
final class Numbers {
    private Numbers() {}

    /** A number above 0, however large. */
    static long amount(String text) throws EvaluationException {
        long value = parse(text);
        if (value < 1) {
            throw new EvaluationException("`%s` is not a count".formatted(text.strip()));
        }
        return value;
    }

    /** A number above 0. */
    static int count(String text) throws EvaluationException {
        long value = parse(text);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new EvaluationException("`%s` is not a count".formatted(text.strip()));
        }
        return (int) value;
    }

    /** A number that counts from 0. */
    static int index(String text) throws EvaluationException {
        long value = parse(text);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new EvaluationException("there is no number `%s`".formatted(text.strip()));
        }
        return (int) value;
    }

    static long parse(String text) throws EvaluationException {
        String digits = text.strip().replace("_", "");
        try {
            return digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new EvaluationException("`%s` is not a number".formatted(text.strip()));
        }
    }
}
