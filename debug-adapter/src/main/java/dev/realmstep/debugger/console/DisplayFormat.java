package dev.realmstep.debugger.console;

import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debuginfo.value.CText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How {@code x} and {@code print} show things: what is behind their slash, as debuggers' users write it.
 *
 * @param count how many things to show
 * @param notation of each
 * @param size of a number in bytes, where one is said
 */
record DisplayFormat(int count, Notation notation, Optional<Integer> size) {
    /** What is shown where nothing is said. */
    static final DisplayFormat DEFAULT = new DisplayFormat(1, Notation.HEXADECIMAL, Optional.empty());

    private static final Pattern WRITTEN = Pattern.compile("/(?<count>[0-9]*)(?<letters>[a-z]*)(?=\\s|$)");

    /** How one thing is written. */
    enum Notation {
        HEXADECIMAL('x'),
        DECIMAL('d'),
        UNSIGNED('u'),
        OCTAL('o'),
        BINARY('t'),
        CHARACTER('c'),
        STRING('s'),
        INSTRUCTION('i');

        private final char letter;

        Notation(char letter) {
            this.letter = letter;
        }

        private static Optional<Notation> of(char letter) {
            for (Notation notation : values()) {
                if (notation.letter == letter) {
                    return Optional.of(notation);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads the format in front of an expression.
     *
     * @param operands which begin with a slash
     * @return empty if what is behind the slash is no format
     */
    static Optional<Before> read(String operands) throws EvaluationException {
        Matcher written = WRITTEN.matcher(operands);
        if (!written.lookingAt()) {
            return Optional.empty();
        }
        Optional<Notation> notation = Optional.empty();
        Optional<Integer> size = Optional.empty();
        for (char letter : written.group("letters").toCharArray()) {
            if (notation.isEmpty() && Notation.of(letter).isPresent()) {
                notation = Notation.of(letter);
            } else if (size.isEmpty() && sizeOf(letter).isPresent()) {
                size = sizeOf(letter);
            } else {
                return Optional.empty();
            }
        }
        int count = written.group("count").isEmpty() ? 1 : Numbers.count(written.group("count"));
        DisplayFormat format = new DisplayFormat(count, notation.orElse(Notation.HEXADECIMAL), size);
        return Optional.of(new Before(format, operands.substring(written.end()).strip()));
    }

    /** A format and the expression behind it. */
    record Before(DisplayFormat format, String expression) {}

    private static Optional<Integer> sizeOf(char letter) {
        return switch (letter) {
            case 'b' -> Optional.of(1);
            case 'h' -> Optional.of(2);
            case 'w' -> Optional.of(4);
            case 'g' -> Optional.of(8);
            default -> Optional.empty();
        };
    }

    /**
     * A number in the notation of this format, which is one of numbers.
     *
     * @param bytes how many of its bytes count, 1 to 8
     */
    String text(long number, int bytes) {
        int unused = Long.SIZE - bytes * Byte.SIZE;
        long unsigned = number << unused >>> unused;
        long signed = number << unused >> unused;
        return switch (notation) {
            case HEXADECIMAL -> "0x%x".formatted(unsigned);
            case DECIMAL -> Long.toString(signed);
            case UNSIGNED -> Long.toUnsignedString(unsigned);
            case OCTAL -> "0%o".formatted(unsigned);
            case BINARY -> Long.toBinaryString(unsigned);
            case CHARACTER -> "%d %s".formatted(signed, CText.character((int) unsigned));
            case STRING, INSTRUCTION -> throw new IllegalStateException(notation + " is no notation of numbers");
        };
    }

    /** The same, where numbers stand in columns: hexadecimal ones have all their digits. */
    String paddedText(long number, int bytes) {
        return notation == Notation.HEXADECIMAL
                ? "0x%%0%dx".formatted(2 * bytes).formatted(number)
                : text(number, bytes);
    }

    boolean isOfNumbers() {
        return notation != Notation.STRING && notation != Notation.INSTRUCTION;
    }
}
