package dev.realmstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Attestation tokens in files: as bytes, or as text in hexadecimal digits or base64, which may stand between the lines
 * that {@link #armored(byte[])} writes, with other text around, as a guest prints it on its console.
 */
final class TokenFile {
    /** A token has one or two thousand bytes; a console's log with one in it has more. */
    private static final int MAX_SIZE = 1 << 20;

    private static final String BEGIN = "-----BEGIN CCA TOKEN-----";
    private static final String END = "-----END CCA TOKEN-----";
    private static final int LINE_LENGTH = 64;
    private static final String STANDARD_INPUT = "-";

    private TokenFile() {}

    /**
     * The bytes of a token, well formed or not.
     *
     * @param file or {@code -}, which is standard input
     */
    static byte[] read(Path file, Terminal terminal) throws BadInputException {
        byte[] contents = readBounded(file, terminal);
        if (contents.length == 0) {
            throw new BadInputException("%s: it is empty".formatted(file));
        }
        if (contents.length > MAX_SIZE) {
            throw new BadInputException("%s: it has more than %d bytes, which no token has".formatted(file, MAX_SIZE));
        }
        return isText(contents) ? ofText(file, new String(contents, StandardCharsets.UTF_8)) : contents;
    }

    private static byte[] readBounded(Path file, Terminal terminal) throws BadInputException {
        boolean standardInput = file.toString().equals(STANDARD_INPUT);
        try (InputStream in = standardInput ? terminal.in() : Files.newInputStream(file)) {
            return in.readNBytes(MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw new BadInputException("%s: there is no such file".formatted(file));
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new BadInputException("%s: cannot be read: %s".formatted(file, reason));
        }
    }

    /** Tokens begin with a tag, whose first byte no text has; consoles may write escape sequences. */
    private static boolean isText(byte[] contents) {
        int first = contents[0] & 0xFF;
        return first < 0x80;
    }

    private static byte[] ofText(Path file, String text) throws BadInputException {
        int begin = text.lastIndexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin >= 0 && end < 0) {
            throw new BadInputException("%s: the token that begins with %s has no end".formatted(file, BEGIN));
        }
        String digits = begin < 0 ? text : text.substring(begin + BEGIN.length(), end);
        String dense = digits.replaceAll("\\s", "");
        try {
            if (dense.length() % 2 == 0 && dense.matches("[0-9A-Fa-f]+")) {
                return HexFormat.of().parseHex(dense);
            }
            return Base64.getDecoder().decode(dense.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "%s: it is no token, neither as bytes nor as hexadecimal digits or base64".formatted(file));
        }
    }

    /** A token as lines of text. */
    static String armored(byte[] token) {
        String lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(token);
        return "%s%n%s%n%s".formatted(BEGIN, lines, END);
    }

    static void write(Path file, byte[] token) throws BadInputException {
        try {
            Files.write(file, token);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new BadInputException("%s: the token cannot be written: %s".formatted(file, reason));
        }
    }
}
