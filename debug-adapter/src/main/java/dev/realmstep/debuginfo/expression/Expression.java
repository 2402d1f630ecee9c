package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.type.Type;

/** The syntax tree of an expression. */
sealed interface Expression {
    /** A number or a character. */
    record Literal(Type type, long value) implements Expression {}

    /** A variable, function or enumerator. */
    record Name(String name) implements Expression {}

    /** A register, without its dollar sign. */
    record Register(String name) implements Expression {}

    /** {@code operator operand}. */
    record Unary(String operator, Expression operand) implements Expression {}

    /** {@code left operator right}. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** {@code condition ? then : otherwise}. */
    record Conditional(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /** {@code target = value}. */
    record Assignment(Expression target, Expression value) implements Expression {}

    /** {@code object.name} or {@code object->name}, which a debugger need not tell apart. */
    record Member(Expression object, String name) implements Expression {}

    /** {@code array[index]}. */
    record Index(Expression array, Expression index) implements Expression {}

    /** {@code (type) operand}. */
    record Cast(TypeName type, Expression operand) implements Expression {}

    /** {@code sizeof (type)}. */
    record SizeOfType(TypeName type) implements Expression {}

    /** {@code sizeof operand}. */
    record SizeOf(Expression operand) implements Expression {}
}
