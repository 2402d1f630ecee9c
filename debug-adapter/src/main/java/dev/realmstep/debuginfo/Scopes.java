package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nested scopes at an address: a function, the blocks in it, and the functions that were inlined there. */
final class Scopes {
    /** No compiler nests scopes this deep. */
    static final int DEEPEST = 256;

    private Scopes() {}

    /** The entries from the function's to the innermost one that covers {@code pc} (as linked); empty outside of all. */
    static List<Die> at(Unit unit, long pc) throws DebugInformationException {
        List<Die> chain = new ArrayList<>();
        Die next = unit.functions().at(pc);
        while (next != null && chain.size() < DEEPEST) {
            chain.add(next);
            next = innerScope(next, pc);
        }
        return chain;
    }

    private static @Nullable Die innerScope(Die scope, long pc) throws DebugInformationException {
        for (Die child : scope.children()) {
            boolean isScope = child.tag() == DwarfTag.LEXICAL_BLOCK || child.tag() == DwarfTag.INLINED_SUBROUTINE;
            if (isScope && child.covers(pc)) {
                return child;
            }
        }
        return null;
    }

    /** Splits a chain of scopes into one part for each function, the innermost first; each part begins with its function. */
    static List<List<Die>> byFunction(List<Die> chain) {
        List<List<Die>> functions = new ArrayList<>();
        for (Die scope : chain) {
            if (scope.tag() != DwarfTag.LEXICAL_BLOCK) {
                functions.addFirst(new ArrayList<>());
            }
            functions.getFirst().add(scope);
        }
        return functions;
    }
}
