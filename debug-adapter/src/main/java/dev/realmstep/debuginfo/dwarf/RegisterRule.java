package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.Nullable;

/**
 * How a register of the caller is found (DWARF 5 section 6.4.1).
 *
 * @param kind the way
 * @param operand an offset from the canonical frame address in bytes, or a register
 * @param expression for the kinds that have one
 */
public record RegisterRule(
        Kind kind, long operand, @Nullable DwarfExpression expression) {
    /** The ways to find a register. */
    public enum Kind {
        /** It is lost. */
        UNDEFINED,
        /** It still holds the caller's value. */
        SAME_VALUE,
        /** It was saved at an offset from the canonical frame address. */
        OFFSET,
        /** Its value is an offset from the canonical frame address. */
        VALUE_OFFSET,
        /** It is in another register. */
        REGISTER,
        /** It was saved at the address that an expression computes. */
        EXPRESSION,
        /** Its value is what an expression computes. */
        VALUE_EXPRESSION
    }

    static RegisterRule of(Kind kind, long operand) {
        return new RegisterRule(kind, operand, null);
    }

    static RegisterRule of(Kind kind, DwarfExpression expression) {
        return new RegisterRule(kind, 0, expression);
    }
}
