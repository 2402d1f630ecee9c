package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.expression.Expression.Assignment;
import dev.realmstep.debuginfo.expression.Expression.Binary;
import dev.realmstep.debuginfo.expression.Expression.Cast;
import dev.realmstep.debuginfo.expression.Expression.Conditional;
import dev.realmstep.debuginfo.expression.Expression.Index;
import dev.realmstep.debuginfo.expression.Expression.Literal;
import dev.realmstep.debuginfo.expression.Expression.Member;
import dev.realmstep.debuginfo.expression.Expression.Name;
import dev.realmstep.debuginfo.expression.Expression.Register;
import dev.realmstep.debuginfo.expression.Expression.SizeOf;
import dev.realmstep.debuginfo.expression.Expression.SizeOfType;
import dev.realmstep.debuginfo.expression.Expression.Unary;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.PointerType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;

/** Evaluates expressions of C in a scope. */
public final class ExpressionEvaluation {
    private final ExpressionScope scope;
    private final Arithmetic arithmetic;

    private ExpressionEvaluation(ExpressionScope scope) {
        this.scope = scope;
        this.arithmetic = new Arithmetic(scope.context());
    }

    /**
     * Evaluates an expression; assignments in it change the target.
     *
     * @throws ValueException when it is malformed, names what is not there, or cannot be computed
     */
    public static Value evaluate(String text, ExpressionScope scope) throws ValueException {
        Expression expression = Parser.parse(text, scope::isTypeName);
        return new ExpressionEvaluation(scope).evaluate(expression);
    }

    private Value evaluate(Expression expression) throws ValueException {
        return switch (expression) {
            case Literal(Type type, long value) -> Value.of(type, scope.context(), value);
            case Name(String name) -> scope.named(name);
            case Register(String name) -> scope.register(name);
            case Unary(String operator, Expression operand) -> unary(operator, evaluate(operand));
            case Binary binary -> binary(binary);
            case Conditional(Expression condition, Expression then, Expression otherwise) ->
                evaluate(evaluate(condition).number() != 0 ? then : otherwise);
            case Assignment(Expression target, Expression value) -> assign(evaluate(target), evaluate(value));
            case Member(Expression object, String name) -> member(evaluate(object), name);
            case Index(Expression array, Expression index) ->
                evaluate(array).element(evaluate(index).number());
            case Cast(TypeName type, Expression operand) -> evaluate(operand).as(typeOf(type));
            case SizeOfType(TypeName type) -> size(typeOf(type));
            case SizeOf(Expression operand) -> size(evaluate(operand).type());
        };
    }

    private Value size(Type type) {
        return Value.of(BaseType.UNSIGNED_LONG, scope.context(), type.size());
    }

    private Type typeOf(TypeName name) throws ValueException {
        Type type = scope.type(name);
        for (int i = 0; i < name.pointers(); i++) {
            type = PointerType.to(type);
        }
        return type;
    }

    private Value unary(String operator, Value operand) throws ValueException {
        return switch (operator) {
            case "*" -> indirection(operand);
            case "&" -> addressOf(operand);
            case "!" -> arithmetic.truth(operand.number() == 0);
            default -> arithmetic.unary(operator, operand);
        };
    }

    /** A plain number is taken as the address of a long, as GDB does. */
    private static Value indirection(Value operand) throws ValueException {
        boolean number = operand.type().bare() instanceof BaseType;
        return number ? operand.as(PointerType.to(BaseType.LONG)).dereference() : operand.dereference();
    }

    private Value addressOf(Value operand) throws ValueException {
        if (operand.isBitField() || operand.address().isEmpty()) {
            throw new ValueException("cannot take the address of a value that is not in memory");
        }
        return Value.of(
                PointerType.to(operand.type()),
                scope.context(),
                operand.address().getAsLong());
    }

    private static Value member(Value object, String name) throws ValueException {
        boolean pointer = object.type().bare() instanceof PointerType;
        return (pointer ? object.dereference() : object).member(name);
    }

    private Value binary(Binary binary) throws ValueException {
        Value left = evaluate(binary.left());
        return switch (binary.operator()) {
            case "&&" ->
                arithmetic.truth(left.number() != 0 && evaluate(binary.right()).number() != 0);
            case "||" ->
                arithmetic.truth(left.number() != 0 || evaluate(binary.right()).number() != 0);
            default -> arithmetic.binary(binary.operator(), left, evaluate(binary.right()));
        };
    }

    private static Value assign(Value target, Value value) throws ValueException {
        if (target.type().bare() instanceof ArrayType) {
            throw new ValueException("cannot assign to an array");
        }
        target.assign(value.number());
        return target;
    }
}
