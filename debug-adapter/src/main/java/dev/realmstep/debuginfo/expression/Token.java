package dev.realmstep.debuginfo.expression;

/**
 * A word of an expression.
 *
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
    enum Kind {
        NUMBER,
        CHARACTER,
        NAME,
        /** A dollar sign and a name. */
        REGISTER,
        OPERATOR,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** How messages name it. */
    String shown() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
