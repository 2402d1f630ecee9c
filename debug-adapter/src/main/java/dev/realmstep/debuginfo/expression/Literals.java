package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.expression.Expression.Literal;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.Locale;

/** Numbers and characters as C writes them, with underscores allowed between digits. */
final class Literals {
    private Literals() {}

    static Literal parse(Token token) throws ValueException {
        return token.kind() == Token.Kind.CHARACTER
                ? new Literal(BaseType.CHAR, character(token.text()))
                : number(token);
    }

    private static Literal number(Token token) throws ValueException {
        String text = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        String digits = text.replaceFirst("[ul]+$", "");
        String suffix = text.substring(digits.length());
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
        }
        try {
            long value = Long.parseUnsignedLong(digits, radix);
            return new Literal(typeOf(value, suffix, radix), value);
        } catch (NumberFormatException e) {
            throw new ValueException("not a 64-bit number: \"" + token.text() + "\" at column " + token.column());
        }
    }

    /** The first type that holds the value (C11 section 6.4.4.1). */
    private static Type typeOf(long value, String suffix, int radix) {
        boolean unsigned = suffix.contains("u");
        boolean isLong = suffix.contains("l") || value >>> Integer.SIZE != 0;
        boolean topBit = isLong ? value < 0 : (int) value < 0;
        if (topBit && radix == 10 && !unsigned && !isLong) {
            return BaseType.LONG;
        }
        unsigned |= topBit;
        if (isLong) {
            return unsigned ? BaseType.UNSIGNED_LONG : BaseType.LONG;
        }
        return unsigned ? BaseType.UNSIGNED_INT : BaseType.INT;
    }

    private static long character(String text) {
        String inner = text.substring(1, text.length() - 1);
        if (!inner.startsWith("\\")) {
            return inner.charAt(0) & 0xff;
        }
        char escape = inner.charAt(1);
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            default -> escape >= '0' && escape <= '7' ? Integer.parseInt(inner.substring(1), 8) & 0xff : escape;
        };
    }
}
