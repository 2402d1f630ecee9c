package dev.realmstep.debuginfo.value;

/** Characters and strings as C writes them. */
public final class CText {
    private CText() {}

    /** A character literal. */
    public static String character(int code) {
        return "'" + escaped(code & 0xff, '\'') + "'";
    }

    /** A string literal. */
    public static String string(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (byte code : bytes) {
            text.append(escaped(Byte.toUnsignedInt(code), '"'));
        }
        return text.append('"').toString();
    }

    private static String escaped(int code, char quote) {
        return switch (code) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0b -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1b -> "\\033";
            case '\\' -> "\\\\";
            default -> {
                if (code == quote) {
                    yield "\\" + quote;
                }
                yield code >= 0x20 && code < 0x7f ? Character.toString(code) : "\\%03o".formatted(code);
            }
        };
    }
}
