package dev.realmstep.config.reader;

import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.NumberLiteral;
import java.util.Optional;

/**
 * A range of addresses that is not empty and that some realm could have.
 *
 * @param size in bytes
 */
record AddressRange(long base, long size) {
    /** No address of the architecture is wider (FEAT_LPA2). Sums of two such addresses do not overflow. */
    private static final long LIMIT = 1L << 52;

    static Optional<AddressRange> ofEnds(Arguments arguments, long base, long end, TextRange written) {
        if (end <= base) {
            arguments.report(
                    DiagnosticCode.EMPTY_RANGE,
                    written,
                    ("the range is empty: its end %s is not above its base %s; the end is the address behind "
                                    + "the last byte")
                            .formatted(NumberLiteral.hex(end), NumberLiteral.hex(base)));
            return Optional.empty();
        }
        return ofSize(arguments, base, end - base, written);
    }

    static Optional<AddressRange> ofSize(Arguments arguments, long base, long size, TextRange written) {
        if (size == 0) {
            arguments.report(DiagnosticCode.EMPTY_RANGE, written, "the range is empty: its size is 0");
            return Optional.empty();
        }
        return isPossible(arguments, base, written) && isPossible(arguments, size, written)
                ? Optional.of(new AddressRange(base, size))
                : Optional.empty();
    }

    /** Whether some realm could have the address; if not, it is reported. */
    static boolean isPossible(Arguments arguments, long address, TextRange written) {
        if (address > LIMIT) {
            arguments.report(
                    DiagnosticCode.OUTSIDE_IPA_SPACE,
                    written,
                    "%s is outside of any realm's addresses: they have at most 48 bits"
                            .formatted(NumberLiteral.hex(address)));
        }
        return address <= LIMIT;
    }
}
