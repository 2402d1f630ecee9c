package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of an expression into words. */
final class Lexer {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<number>[0-9][0-9A-Za-z_]*)\
            |(?<character>'(?:\\\\.[0-7]{0,2}|[^'\\\\])')\
            |(?<name>[A-Za-z_][A-Za-z0-9_]*)\
            |(?<register>\\$[A-Za-z_][A-Za-z0-9_]*)\
            |(?<operator>->|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>=?:().\\[\\]])""");

    private Lexer() {}

    static List<Token> tokens(String text) throws ValueException {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = skipBlanks(text, 0);
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new ValueException("unexpected \"%s\" at column %d".formatted(text.charAt(at), at + 1));
            }
            tokens.add(new Token(kind(matcher), matcher.group(), at + 1));
            at = skipBlanks(text, matcher.end());
        }
        tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
        return tokens;
    }

    private static Token.Kind kind(Matcher matcher) {
        if (matcher.start("number") >= 0) {
            return Token.Kind.NUMBER;
        }
        if (matcher.start("character") >= 0) {
            return Token.Kind.CHARACTER;
        }
        if (matcher.start("name") >= 0) {
            return Token.Kind.NAME;
        }
        return matcher.start("register") >= 0 ? Token.Kind.REGISTER : Token.Kind.OPERATOR;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
