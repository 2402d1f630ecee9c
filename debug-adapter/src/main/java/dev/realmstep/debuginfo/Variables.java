package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.ExpressionContext;
import dev.realmstep.debuginfo.dwarf.ExpressionEvaluator;
import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes variables of entries of debug information. */
final class Variables {
    private final Program program;
    private final ValueContext values;

    Variables(Program program, ValueContext values) {
        this.program = program;
        this.values = values;
    }

    /**
     * The parameters or variables that a scope declares.
     *
     * @param tag {@link DwarfTag#FORMAL_PARAMETER} or {@link DwarfTag#VARIABLE}
     * @param pc as linked
     */
    List<Variable> declaredIn(Die scope, int tag, ExpressionContext context, long pc) throws DebugInformationException {
        List<Variable> variables = new ArrayList<>();
        for (Die child : scope.children()) {
            if (child.tag() == tag && !child.flag(DwarfAttribute.DECLARATION) && child.name() != null) {
                variables.add(variable(child, context, pc));
            }
        }
        return variables;
    }

    Variable variable(Die die, ExpressionContext context, long pc) throws DebugInformationException {
        Type type = program.types().typeOf(die);
        Value value = Value.at(type, values, locate(die, context, pc));
        int line = die.holderOf(DwarfAttribute.DECL_LINE).smallNumber(DwarfAttribute.DECL_LINE);
        return new Variable(Functions.nameOf(die), value, line);
    }

    private static Location locate(Die die, ExpressionContext context, long pc) throws DebugInformationException {
        DwarfExpression expression = die.expressionAt(DwarfAttribute.LOCATION, pc);
        if (expression != null) {
            return ExpressionEvaluator.locate(expression, context);
        }
        Die holder = die.holderOf(DwarfAttribute.CONST_VALUE);
        byte[] constant = holder.block(DwarfAttribute.CONST_VALUE);
        if (constant != null) {
            return new Location.Implicit(constant);
        }
        OptionalLong number = holder.number(DwarfAttribute.CONST_VALUE);
        return number.isPresent() ? new Location.Constant(number.getAsLong()) : Location.Unavailable.OPTIMIZED_OUT;
    }
}
