package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.dwarf.NameIndex;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.expression.ExpressionScope;
import dev.realmstep.debuginfo.expression.TypeName;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.EnumerationType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names mean in a stack frame: its variables, then those of its file, then those of its program, at last those of
 * other programs.
 */
final class FrameScope implements ExpressionScope {
    private final Programs programs;
    private final StackFrame frame;
    private final @Nullable Unit unit;
    private final ValueContext values;

    FrameScope(Programs programs, StackFrame frame, @Nullable Unit unit, ValueContext values) {
        this.programs = programs;
        this.frame = frame;
        this.unit = unit;
        this.values = values;
    }

    @Override
    public ValueContext context() {
        return values;
    }

    @Override
    public Value named(String name) throws ValueException {
        Optional<Value> value = variableOfFrame(name);
        Iterator<Program> remaining = programs.all().iterator();
        while (value.isEmpty() && remaining.hasNext()) {
            value = ofProgram(remaining.next(), name);
        }
        return value.orElseThrow(() -> new ValueException("no symbol \"" + name + "\" here"));
    }

    private Optional<Value> variableOfFrame(String name) {
        return find(frame.locals(), name)
                .or(() -> find(frame.arguments(), name))
                .or(() -> find(frame.globals(), name));
    }

    private static Optional<Value> find(List<Variable> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .map(Variable::value)
                .findFirst();
    }

    private Optional<Value> ofProgram(Program program, String name) throws ValueException {
        try {
            for (Die die : program.dwarf().names().find(NameIndex.Kind.VARIABLE, name)) {
                StaticContext context = new StaticContext(program, die.unit(), values.memory());
                return Optional.of(
                        new Variables(program, values).variable(die, context, 0).value());
            }
            for (Die die : program.dwarf().names().find(NameIndex.Kind.FUNCTION, name)) {
                if (!die.ranges().isEmpty()) {
                    Location entry = new Location.Memory(program.loaded(Prologues.entryOf(die)));
                    return Optional.of(Value.at(program.types().read(die), values, entry));
                }
            }
            Optional<Value> enumerator = enumerator(name);
            return enumerator.isPresent() ? enumerator : symbol(program, name);
        } catch (DebugInformationException e) {
            throw new ValueException(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Value> enumerator(String name) throws DebugInformationException {
        if (unit == null) {
            return Optional.empty();
        }
        for (Die die : unit.globalEntries()) {
            if (die.tag() == DwarfTag.ENUMERATION_TYPE
                    && programs.own().types().read(die) instanceof EnumerationType enumeration) {
                Optional<Value> found = enumeration.enumerators().stream()
                        .filter(enumerator -> enumerator.name().equals(name))
                        .map(enumerator -> Value.of(enumeration, values, enumerator.value()))
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A symbol without a type, as from assembly or a linker script, is taken as {@code char name[]}. */
    private Optional<Value> symbol(Program program, String name) {
        return program.symbols().named(name).stream()
                .map(symbol -> Value.at(new ArrayType(BaseType.CHAR, 0), values, new Location.Memory(symbol.address())))
                .findFirst();
    }

    @Override
    public Value register(String name) throws ValueException {
        return MachineScope.register(name, values);
    }

    @Override
    public boolean isTypeName(String name) {
        return variableOfFrame(name).isEmpty()
                && named(NameIndex.Kind.TYPE, name).isPresent();
    }

    private Optional<Type> named(NameIndex.Kind kind, String name) {
        return programs.all()
                .flatMap(program -> program.types().named(kind, name).stream())
                .findFirst();
    }

    @Override
    public Type type(TypeName name) throws ValueException {
        Optional<Type> type = switch (name.keyword()) {
            case "struct" -> named(NameIndex.Kind.STRUCTURE, name.name());
            case "union" -> named(NameIndex.Kind.UNION, name.name());
            case "enum" -> named(NameIndex.Kind.ENUMERATION, name.name());
            default -> BuiltInTypes.named(name.name()).or(() -> named(NameIndex.Kind.TYPE, name.name()));
        };
        return type.orElseThrow(() -> new ValueException("no type \"" + name + "\" in the program"));
    }
}
