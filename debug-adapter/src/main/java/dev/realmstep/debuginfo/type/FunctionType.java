package dev.realmstep.debuginfo.type;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A function as a type: what it returns and takes. */
public final class FunctionType implements Type {
    private final Lazy<Type> result;
    private final Lazy<List<Type>> parameters;
    private final boolean variadic;

    FunctionType(Supplier<Type> result, Supplier<List<Type>> parameters, boolean variadic) {
        this.result = new Lazy<>(result);
        this.parameters = new Lazy<>(parameters);
        this.variadic = variadic;
    }

    public Type result() {
        return result.get();
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public String declare(String declarator) {
        String list = parameters.get().stream().map(Type::name).collect(Collectors.joining(", "));
        if (variadic) {
            list = list.isEmpty() ? "..." : list + ", ...";
        }
        return result().declare(declarator + "(" + (list.isEmpty() ? "void" : list) + ")");
    }
}
