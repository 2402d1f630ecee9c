package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.expression.Expression.Assignment;
import dev.realmstep.debuginfo.expression.Expression.Binary;
import dev.realmstep.debuginfo.expression.Expression.Cast;
import dev.realmstep.debuginfo.expression.Expression.Conditional;
import dev.realmstep.debuginfo.expression.Expression.Index;
import dev.realmstep.debuginfo.expression.Expression.Member;
import dev.realmstep.debuginfo.expression.Expression.Name;
import dev.realmstep.debuginfo.expression.Expression.Register;
import dev.realmstep.debuginfo.expression.Expression.SizeOf;
import dev.realmstep.debuginfo.expression.Expression.SizeOfType;
import dev.realmstep.debuginfo.expression.Expression.Unary;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Parses expressions by the binding powers of their operators (after Pratt), which are those of C. */
final class Parser {
    /** Nobody writes deeper; without a limit a long run of parentheses would end in a stack overflow. */
    private static final int DEEPEST = 200;

    private static final int ASSIGNMENT = 1;
    private static final int CONDITIONAL = 2;
    private static final int PREFIX = 13;
    private static final int NOT_BINARY = -1;

    private static final Set<String> PREFIX_OPERATORS = Set.of("*", "&", "-", "+", "~", "!");
    private static final Set<String> TAG_KEYWORDS = Set.of("struct", "union", "enum");
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile");
    private static final Set<String> TYPE_WORDS =
            Set.of("void", "char", "short", "int", "long", "signed", "unsigned", "_Bool", "bool", "float", "double");

    private final List<Token> tokens;
    private final Predicate<String> typeNames;
    private int next;
    private int depth;

    private Parser(List<Token> tokens, Predicate<String> typeNames) {
        this.tokens = tokens;
        this.typeNames = typeNames;
    }

    /** @param typeNames tells the names of types from those of objects */
    static Expression parse(String text, Predicate<String> typeNames) throws ValueException {
        Parser parser = new Parser(Lexer.tokens(text), typeNames);
        Expression expression = parser.expression(0);
        if (parser.peek().kind() != Token.Kind.END) {
            throw unexpected(parser.peek());
        }
        return expression;
    }

    private Expression expression(int atLeast) throws ValueException {
        if (++depth > DEEPEST) {
            throw new ValueException("the expression is nested too deep");
        }
        Expression left = prefix();
        int power = bindingPower(peek());
        while (power != NOT_BINARY && power >= atLeast) {
            left = infix(left, take().text(), power);
            power = bindingPower(peek());
        }
        depth--;
        return left;
    }

    private Expression infix(Expression left, String operator, int power) throws ValueException {
        return switch (power) {
            case ASSIGNMENT -> new Assignment(left, expression(power));
            case CONDITIONAL -> {
                Expression then = expression(0);
                expect(":");
                yield new Conditional(left, then, expression(power));
            }
            // These group from the left, the two above from the right.
            default -> new Binary(operator, left, expression(power + 1));
        };
    }

    private static int bindingPower(Token token) {
        if (token.kind() != Token.Kind.OPERATOR) {
            return NOT_BINARY;
        }
        return switch (token.text()) {
            case "=" -> ASSIGNMENT;
            case "?" -> CONDITIONAL;
            case "||" -> 3;
            case "&&" -> 4;
            case "|" -> 5;
            case "^" -> 6;
            case "&" -> 7;
            case "==", "!=" -> 8;
            case "<", "<=", ">", ">=" -> 9;
            case "<<", ">>" -> 10;
            case "+", "-" -> 11;
            case "*", "/", "%" -> 12;
            default -> NOT_BINARY;
        };
    }

    private Expression prefix() throws ValueException {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER, CHARACTER -> Literals.parse(token);
            case REGISTER -> postfix(new Register(token.text().substring(1)));
            case NAME -> token.text().equals("sizeof") ? sizeOf() : postfix(new Name(token.text()));
            case OPERATOR -> prefixOperator(token);
            case END -> throw unexpected(token);
        };
    }

    private Expression prefixOperator(Token token) throws ValueException {
        if (PREFIX_OPERATORS.contains(token.text())) {
            return new Unary(token.text(), expression(PREFIX));
        }
        if (token.is("(")) {
            return parenthesis();
        }
        throw unexpected(token);
    }

    /** What follows an opening parenthesis: a cast, or an expression. */
    private Expression parenthesis() throws ValueException {
        if (startsType(peek())) {
            TypeName type = typeName();
            expect(")");
            return new Cast(type, expression(PREFIX));
        }
        Expression inner = expression(0);
        expect(")");
        return postfix(inner);
    }

    private Expression sizeOf() throws ValueException {
        if (peek().is("(") && startsType(tokens.get(next + 1))) {
            expect("(");
            TypeName type = typeName();
            expect(")");
            return new SizeOfType(type);
        }
        return new SizeOf(expression(PREFIX));
    }

    private Expression postfix(Expression operand) throws ValueException {
        Expression result = operand;
        while (peek().is("[") || peek().is(".") || peek().is("->")) {
            if (take().is("[")) {
                result = new Index(result, expression(0));
                expect("]");
                continue;
            }
            if (peek().kind() != Token.Kind.NAME) {
                throw unexpected(peek());
            }
            result = new Member(result, take().text());
        }
        return result;
    }

    private boolean startsType(Token token) {
        if (token.kind() != Token.Kind.NAME) {
            return false;
        }
        String word = token.text();
        return TAG_KEYWORDS.contains(word)
                || TYPE_WORDS.contains(word)
                || QUALIFIERS.contains(word)
                || typeNames.test(word);
    }

    private TypeName typeName() throws ValueException {
        String keyword = "";
        StringBuilder name = new StringBuilder();
        while (peek().kind() == Token.Kind.NAME) {
            String word = take().text();
            if (TAG_KEYWORDS.contains(word)) {
                keyword = word;
            } else if (!QUALIFIERS.contains(word)) {
                name.append(name.isEmpty() ? "" : " ").append(word);
            }
        }
        int pointers = 0;
        while (peek().is("*") || QUALIFIERS.contains(peek().text())) {
            pointers += take().is("*") ? 1 : 0;
        }
        if (name.isEmpty()) {
            throw unexpected(peek());
        }
        return new TypeName(keyword, name.toString(), pointers);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private void expect(String operator) throws ValueException {
        if (!peek().is(operator)) {
            throw new ValueException(
                    "expected \"%s\" but found %s at column %d".formatted(operator, peek().shown(), peek().column()));
        }
        take();
    }

    private static ValueException unexpected(Token token) {
        String what = token.kind() == Token.Kind.END ? "end" : token.shown();
        return new ValueException("unexpected %s at column %d".formatted(what, token.column()));
    }
}
