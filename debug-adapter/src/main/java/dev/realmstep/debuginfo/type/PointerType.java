package dev.realmstep.debuginfo.type;

import java.util.function.Supplier;

/** The address of an object or a function. */
public final class PointerType implements Type {
    /** All pointers of AArch64 (in its LP64 data model) have this size in bytes. */
    private static final long SIZE = 8;

    private final Lazy<Type> target;

    PointerType(Supplier<Type> target) {
        this.target = new Lazy<>(target);
    }

    public static PointerType to(Type target) {
        return new PointerType(() -> target);
    }

    /** What it points at. */
    public Type target() {
        return target.get();
    }

    @Override
    public long size() {
        return SIZE;
    }

    @Override
    public String declare(String declarator) {
        Type to = target();
        boolean bindsTighter = to instanceof ArrayType || to instanceof FunctionType;
        return to.declare(bindsTighter ? "(*" + declarator + ")" : "*" + declarator);
    }
}
