package dev.realmstep.debugger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * A text for or from the guest's console, as users write it: in double quotes, with C's escapes {@code \n \r \t \e \0 \\
 * \"} and {@code \xHH}; other characters stand for their UTF-8 bytes.
 */
public final class ConsoleText {
    private static final int HEX_DIGITS = 2;
    private static final Map<Character, Character> ESCAPES =
            Map.of('n', '\n', 'r', '\r', 't', '\t', 'e', '\033', '0', '\0', '\\', '\\', '"', '"');

    private final String quoted;
    private final byte[] bytes;

    private ConsoleText(String quoted, byte[] bytes) {
        this.quoted = quoted;
        this.bytes = bytes;
    }

    /**
     * Reads the text that a string begins with.
     *
     * @throws EvaluationException if it does not begin with one
     */
    public static ConsoleText parse(String text) throws EvaluationException {
        if (!text.startsWith("\"")) {
            throw new EvaluationException("give the text in double quotes, such as \"poweroff\\n\"");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at = unescape(text, at + 1, bytes);
            } else {
                int character = text.codePointAt(at);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            }
        }
        if (at >= text.length()) {
            throw new EvaluationException("the text has no closing quote");
        }
        return new ConsoleText(text.substring(0, at + 1), bytes.toByteArray());
    }

    /** Appends the byte of the escape whose letter is at an index; returns the index behind it. */
    private static int unescape(String text, int at, ByteArrayOutputStream bytes) throws EvaluationException {
        char letter = at < text.length() ? text.charAt(at) : '\\';
        int behind = at + 1 + HEX_DIGITS;
        if (letter == 'x' && behind <= text.length() && isHexadecimal(text.substring(at + 1, behind))) {
            bytes.write(HexFormat.fromHexDigits(text, at + 1, behind));
            return behind;
        }
        Character meaning = ESCAPES.get(letter);
        if (meaning == null || at >= text.length()) {
            throw new EvaluationException("there is no escape \\%s: there are \\n \\r \\t \\e \\0 \\xHH \\\\ \\\""
                    .formatted(at < text.length() ? letter : ""));
        }
        bytes.write(meaning);
        return at + 1;
    }

    private static boolean isHexadecimal(String digits) {
        return digits.chars().allMatch(HexFormat::isHexDigit);
    }

    /** What it stands for. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many characters it was written with, quotes included. */
    public int length() {
        return quoted.length();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return quoted;
    }
}
