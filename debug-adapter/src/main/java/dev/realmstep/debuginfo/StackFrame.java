package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.expression.ExpressionEvaluation;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A function on the stack, be it called or inlined, and what can be seen from it. */
public final class StackFrame {
    private final Programs programs;
    private final Program program;
    private final PhysicalFrame physical;
    private final MemoryAccess memory;
    private final int level;
    private final String function;
    private final Optional<SourceLocation> source;
    private final @Nullable Unit unit;
    private final List<Die> scopes;
    private final @Nullable Die physicalFunction;

    /**
     * @param programs all programs, as seen from this function's
     * @param scopes the function's entry and the blocks in it, down to the innermost; none without debug information
     * @param physicalFunction the entry of the function that was called, into which this one may be inlined
     */
    StackFrame(
            Programs programs,
            PhysicalFrame physical,
            MemoryAccess memory,
            int level,
            String function,
            Optional<SourceLocation> source,
            @Nullable Unit unit,
            List<Die> scopes,
            @Nullable Die physicalFunction) {
        this.programs = programs;
        this.program = programs.own();
        this.physical = physical;
        this.memory = memory;
        this.level = level;
        this.function = function;
        this.source = source;
        this.unit = unit;
        this.scopes = List.copyOf(scopes);
        this.physicalFunction = physicalFunction;
    }

    /** 0 for the innermost frame. */
    public int level() {
        return level;
    }

    /** The address at which the frame goes on: the next instruction, or the one after the call. */
    public long pc() {
        return physical.pc();
    }

    /** The function's name, from debug information or else from the symbols; empty when neither knows. */
    public String function() {
        return function;
    }

    public Optional<SourceLocation> source() {
        return source;
    }

    /** Whether the function was inlined, so that it shares registers and stack with the next frame. */
    public boolean isInlined() {
        return !scopes.isEmpty() && scopes.getFirst().tag() == DwarfTag.INLINED_SUBROUTINE;
    }

    /** The registers as they are for this frame; those that its callees are known to have lost are empty. */
    public RegisterAccess registers() {
        return physical.registers();
    }

    /** The stack pointer before the call, which is the same as long as the function runs and so identifies the frame. */
    public OptionalLong canonicalFrameAddress() {
        return physical.canonicalFrameAddress();
    }

    public List<Variable> arguments() {
        return scopes.isEmpty() ? List.of() : declaredIn(scopes.getFirst(), DwarfTag.FORMAL_PARAMETER);
    }

    /** The local variables, those of the innermost block first; a variable may hide later ones of its name. */
    public List<Variable> locals() {
        List<Variable> locals = new ArrayList<>();
        for (Die scope : scopes.reversed()) {
            locals.addAll(declaredIn(scope, DwarfTag.VARIABLE));
        }
        return locals;
    }

    /** The variables of the whole source file. */
    public List<Variable> globals() {
        try {
            return unit == null ? List.of() : declaredIn(unit.root(), DwarfTag.VARIABLE);
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return List.of();
        }
    }

    private List<Variable> declaredIn(Die scope, int tag) {
        if (unit == null) {
            return List.of();
        }
        Die base = physicalFunction == null ? scope : physicalFunction;
        FrameContext context = new FrameContext(unit, base, physical, memory);
        try {
            return new Variables(program, values())
                    .declaredIn(scope, tag, context, program.linked(physical.lookupPc()));
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return List.of();
        }
    }

    private ValueContext values() {
        return new ValueContext(memory, physical.registers(), programs::describe);
    }

    /**
     * Evaluates an expression of C as it would be understood in this frame. Registers have names like {@code $x0}.
     * Assignments change the target.
     *
     * @throws ValueException when it is malformed, names what is not there, or cannot be computed
     */
    public Value evaluate(String expression) throws ValueException {
        return ExpressionEvaluation.evaluate(expression, new FrameScope(programs, this, unit, values()));
    }
}
