package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.EnumerationType;
import dev.realmstep.debuginfo.type.PointerType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;

/** Integer and pointer arithmetic with the conversions of C (C11 sections 6.3.1 and 6.5). */
final class Arithmetic {
    private final ValueContext context;

    Arithmetic(ValueContext context) {
        this.context = context;
    }

    Value truth(boolean condition) {
        return Value.of(BaseType.INT, context, condition ? 1 : 0);
    }

    Value unary(String operator, Value operand) throws ValueException {
        long number = integer(operand);
        long result = switch (operator) {
            case "-" -> -number;
            case "~" -> ~number;
            case "+" -> number;
            default -> throw new ValueException("unknown operator " + operator);
        };
        return of(promoted(operand.type()), result);
    }

    Value binary(String operator, Value left, Value right) throws ValueException {
        if (isComparison(operator)) {
            return compare(operator, left, right);
        }
        boolean leftPoints = pointsAt(left) > 0;
        boolean rightPoints = pointsAt(right) > 0;
        if (leftPoints && rightPoints && operator.equals("-")) {
            return Value.of(BaseType.LONG, context, (left.number() - right.number()) / pointsAt(left));
        }
        if (leftPoints && (operator.equals("+") || operator.equals("-"))) {
            long distance = integer(right) * pointsAt(left);
            return pointer(left, left.number() + (operator.equals("+") ? distance : -distance));
        }
        if (rightPoints && operator.equals("+")) {
            return pointer(right, right.number() + integer(left) * pointsAt(right));
        }
        boolean shift = operator.equals("<<") || operator.equals(">>");
        BaseType type = shift ? promoted(left.type()) : common(promoted(left.type()), promoted(right.type()));
        return of(type, compute(operator, type, integer(left), integer(right)));
    }

    private static boolean isComparison(String operator) {
        return switch (operator) {
            case "==", "!=", "<", "<=", ">", ">=" -> true;
            default -> false;
        };
    }

    private Value compare(String operator, Value left, Value right) throws ValueException {
        BaseType type = common(promoted(left.type()), promoted(right.type()));
        long a = cut(type, left.number());
        long b = cut(type, right.number());
        int order = type.isSigned() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
        return truth(
                switch (operator) {
                    case "==" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }

    private static long compute(String operator, BaseType type, long left, long right) throws ValueException {
        long a = cut(type, left);
        long b = cut(type, right);
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> type.isSigned() ? a / nonZero(b) : Long.divideUnsigned(a, nonZero(b));
            case "%" -> type.isSigned() ? a % nonZero(b) : Long.remainderUnsigned(a, nonZero(b));
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "<<" -> a << right;
            case ">>" -> type.isSigned() ? a >> right : a >>> right;
            default -> throw new ValueException("unknown operator " + operator);
        };
    }

    private static long nonZero(long divisor) throws ValueException {
        if (divisor == 0) {
            throw new ValueException("division by zero");
        }
        return divisor;
    }

    /** The bytes that one step of a pointer or an array moves, or 0 for what is neither; void counts as one byte. */
    private static long pointsAt(Value value) {
        return switch (value.type().bare()) {
            case PointerType pointer -> Math.max(1, pointer.target().size());
            case ArrayType array -> Math.max(1, array.element().size());
            default -> 0;
        };
    }

    private Value pointer(Value like, long address) {
        Type type = like.type().bare() instanceof ArrayType array ? PointerType.to(array.element()) : like.type();
        return Value.of(type, context, address);
    }

    private static long integer(Value value) throws ValueException {
        if (value.type().bare() instanceof BaseType base && base.isFloatingPoint()) {
            throw new ValueException("floating-point arithmetic is not supported");
        }
        return value.number();
    }

    /** What becomes of an operand's type: at least an int; pointers count as unsigned longs. */
    private static BaseType promoted(Type type) {
        Type bare = type.bare();
        boolean signed = switch (bare) {
            case BaseType base -> base.isSigned();
            case EnumerationType enumeration -> enumeration.signed();
            default -> false;
        };
        boolean number = bare instanceof BaseType || bare instanceof EnumerationType;
        if (number && bare.size() < Integer.BYTES) {
            return BaseType.INT;
        }
        if (number && bare.size() == Integer.BYTES) {
            return signed ? BaseType.INT : BaseType.UNSIGNED_INT;
        }
        return signed ? BaseType.LONG : BaseType.UNSIGNED_LONG;
    }

    private static BaseType common(BaseType left, BaseType right) {
        if (left.size() != right.size()) {
            return left.size() > right.size() ? left : right;
        }
        return left.isSigned() ? right : left;
    }

    private Value of(BaseType type, long number) {
        return Value.of(type, context, cut(type, number));
    }

    /** The number as an object of the type holds it. */
    private static long cut(BaseType type, long number) {
        if (type.size() == Long.BYTES) {
            return number;
        }
        return type.isSigned() ? (int) number : Integer.toUnsignedLong((int) number);
    }
}
