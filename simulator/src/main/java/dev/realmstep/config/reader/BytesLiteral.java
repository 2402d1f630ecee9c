package dev.realmstep.config.reader;

import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.syntax.Argument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads {@code text"…"}, {@code hex"…"} and {@code base64"…"}. */
final class BytesLiteral {
    private static final List<String> ENCODINGS = List.of("text", "hex", "base64");

    private BytesLiteral() {}

    static Optional<byte[]> read(Arguments arguments, Argument.Bytes literal) {
        return switch (literal.encoding()) {
            case "text" -> Optional.of(literal.text().getBytes(StandardCharsets.UTF_8));
            case "hex" -> hex(arguments, literal);
            case "base64" -> base64(arguments, literal);
            default -> unknown(arguments, literal);
        };
    }

    private static Optional<byte[]> hex(Arguments arguments, Argument.Bytes literal) {
        try {
            return Optional.of(HexFormat.of().parseHex(literal.text().replace("_", "")));
        } catch (IllegalArgumentException notHexadecimal) {
            arguments.report(
                    DiagnosticCode.MALFORMED_BYTES,
                    literal.content(),
                    ("this is not hexadecimal: two digits 0-9, a-f are expected for each byte, and there are %d "
                                    + "characters")
                            .formatted(literal.text().length()));
            return Optional.empty();
        }
    }

    private static Optional<byte[]> base64(Arguments arguments, Argument.Bytes literal) {
        try {
            return Optional.of(Base64.getDecoder().decode(literal.text()));
        } catch (IllegalArgumentException notBase64) {
            arguments.report(
                    DiagnosticCode.MALFORMED_BYTES,
                    literal.content(),
                    "this is not base64: letters, digits, + and / are expected, with = at the end to a "
                            + "multiple of 4");
            return Optional.empty();
        }
    }

    private static Optional<byte[]> unknown(Arguments arguments, Argument.Bytes literal) {
        arguments
                .findings()
                .add(Misspelling.of(
                        literal.encoding(),
                        literal.range().firstCharacters(literal.encoding().length()),
                        ENCODINGS,
                        DiagnosticCode.MALFORMED_BYTES,
                        "`%s` is not an encoding: it is `text`, `hex` or `base64`".formatted(literal.encoding())));
        return Optional.empty();
    }
}
