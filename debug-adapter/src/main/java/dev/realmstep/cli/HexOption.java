package dev.realmstep.cli;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options whose values are bytes in hexadecimal digits. */
final class HexOption {
    /** Bytes of a challenge and of a personalization value. */
    static final int WIDE = 64;

    private HexOption() {}

    /** The bytes, if the option is there. */
    static Optional<byte[]> read(String option, @Nullable String digits) throws BadInputException {
        if (digits == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("%s %s: these are no pairs of hexadecimal digits".formatted(option, digits));
        }
    }

    /** The bytes as the first of 64, the others zero. */
    static Optional<byte[]> readWide(String option, @Nullable String digits) throws BadInputException {
        Optional<byte[]> bytes = read(option, digits);
        if (bytes.isPresent() && bytes.get().length > WIDE) {
            throw new BadInputException(
                    "%s: there are %d bytes, and %d is the most".formatted(option, bytes.get().length, WIDE));
        }
        return bytes.map(value -> Arrays.copyOf(value, WIDE));
    }
}
