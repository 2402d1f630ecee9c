package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.ExpressionEvaluator;
import dev.realmstep.debuginfo.dwarf.UnavailableException;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.target.MemoryAccess;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What callers passed: parameters that are gone may be computed again in the caller (DWARF 5 section 3.4). */
final class CallSites {
    private final MemoryAccess memory;

    CallSites(MemoryAccess memory) {
        this.memory = memory;
    }

    /** What a register held when a function was entered. */
    long entryValue(PhysicalFrame frame, Die function, DwarfExpression register)
            throws UnavailableException, DebugInformationException {
        PhysicalFrame caller = frame.caller();
        Unit unit = caller == null ? null : caller.program().unitAt(caller.lookupPc());
        if (caller == null || unit == null) {
            throw UnavailableException.optimizedOut();
        }
        Program program = caller.program();
        List<Die> scopes = Scopes.at(unit, program.linked(caller.lookupPc()));
        Die site = scopes.isEmpty() ? null : find(scopes.getFirst(), program.linked(caller.pc()), 0);
        if (site == null || !mayCall(site, function)) {
            throw UnavailableException.optimizedOut();
        }
        DwarfExpression value = passed(site, register);
        if (value == null) {
            throw UnavailableException.optimizedOut();
        }
        FrameContext context = new FrameContext(unit, scopes.getFirst(), caller, memory);
        return ExpressionEvaluator.compute(value, context);
    }

    private static @Nullable Die find(Die scope, long returnAddress, int depth) throws DebugInformationException {
        if (depth > Scopes.DEEPEST) {
            return null;
        }
        for (Die child : scope.children()) {
            switch (child.tag()) {
                case DwarfTag.CALL_SITE, DwarfTag.GNU_CALL_SITE -> {
                    OptionalLong at = child.address(DwarfAttribute.CALL_RETURN_PC);
                    at = at.isPresent() ? at : child.address(DwarfAttribute.LOW_PC);
                    if (at.isPresent() && at.getAsLong() == returnAddress) {
                        return child;
                    }
                }
                case DwarfTag.LEXICAL_BLOCK, DwarfTag.INLINED_SUBROUTINE -> {
                    Die inner = find(child, returnAddress, depth + 1);
                    if (inner != null) {
                        return inner;
                    }
                }
                default -> {
                    // Not a place where calls are.
                }
            }
        }
        return null;
    }

    /** After a tail call the caller on the stack called another function than the one that runs. */
    private static boolean mayCall(Die site, Die function) throws DebugInformationException {
        Die callee = site.reference(DwarfAttribute.CALL_ORIGIN);
        callee = callee == null ? site.reference(DwarfAttribute.ABSTRACT_ORIGIN) : callee;
        return callee == null || Functions.nameOf(callee).equals(Functions.nameOf(function));
    }

    private static @Nullable DwarfExpression passed(Die site, DwarfExpression register)
            throws DebugInformationException {
        for (Die parameter : site.children()) {
            boolean isParameter = parameter.tag() == DwarfTag.CALL_SITE_PARAMETER
                    || parameter.tag() == DwarfTag.GNU_CALL_SITE_PARAMETER;
            DwarfExpression place = isParameter ? parameter.expressionAt(DwarfAttribute.LOCATION, 0) : null;
            if (place != null && place.sameAs(register)) {
                DwarfExpression value = parameter.expressionAt(DwarfAttribute.CALL_VALUE, 0);
                return value != null ? value : parameter.expressionAt(DwarfAttribute.GNU_CALL_SITE_VALUE, 0);
            }
        }
        return null;
    }
}
