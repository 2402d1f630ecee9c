package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.expression.ExpressionEvaluation;
import dev.realmstep.debuginfo.expression.ExpressionScope;
import dev.realmstep.debuginfo.expression.TypeName;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.PointerType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.type.VoidType;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.OptionalInt;

/** What can be said of a machine without knowing its program: registers, memory, numbers, and the types of C itself. */
public final class MachineScope implements ExpressionScope {
    private final ValueContext values;

    private MachineScope(ValueContext values) {
        this.values = values;
    }

    /**
     * Evaluates an expression of C over registers and memory alone.
     *
     * @throws ValueException when it is malformed, names something, or cannot be computed
     */
    public static Value evaluate(String expression, RegisterAccess registers, MemoryAccess memory)
            throws ValueException {
        ValueContext values = new ValueContext(memory, registers, address -> null);
        return ExpressionEvaluation.evaluate(expression, new MachineScope(values));
    }

    /** X0 to X30, SP and PC, and their lower halves W0 to W30. */
    static Value register(String name, ValueContext values) throws ValueException {
        OptionalInt number = AArch64Registers.number(name);
        if (number.isPresent()) {
            boolean pointer = number.getAsInt() == AArch64Registers.SP || number.getAsInt() == AArch64Registers.PC;
            Type type = pointer ? PointerType.to(new VoidType()) : BaseType.LONG;
            return Value.at(type, values, new Location.Register(number.getAsInt()));
        }
        OptionalInt whole = name.startsWith("w") ? AArch64Registers.number("x" + name.substring(1)) : number;
        if (whole.isEmpty()) {
            throw new ValueException("no register \"$" + name + "\"");
        }
        return Value.at(BaseType.INT, values, new Location.Register(whole.getAsInt()));
    }

    @Override
    public ValueContext context() {
        return values;
    }

    @Override
    public Value named(String name) throws ValueException {
        throw new ValueException("no symbol \"" + name + "\": the code here has none");
    }

    @Override
    public Value register(String name) throws ValueException {
        return register(name, values);
    }

    @Override
    public boolean isTypeName(String name) {
        return false;
    }

    @Override
    public Type type(TypeName name) throws ValueException {
        return BuiltInTypes.named(name.name())
                .filter(type -> name.keyword().isEmpty())
                .orElseThrow(() -> new ValueException("no type \"" + name.name() + "\": the code here has none"));
    }
}
