package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.NameIndex;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions by address and by name. */
final class Functions {
    private final Program program;

    Functions(Program program) {
        this.program = program;
    }

    /** The function whose code, or code inlined into it, is at an address. */
    Optional<Function> at(long pc) throws DebugInformationException {
        Unit unit = program.unitAt(pc);
        Die die = unit == null ? null : unit.functions().at(program.linked(pc));
        if (die != null) {
            return Optional.of(function(die));
        }
        return program.symbols().at(pc).filter(Symbol::isFunction).map(Functions::ofSymbol);
    }

    private Function function(Die die) throws DebugInformationException {
        List<AddressRange> ranges =
                die.ranges().stream().map(range -> range.plus(program.bias())).toList();
        return new Function(nameOf(die), program.loaded(Prologues.entryOf(die)), ranges);
    }

    private static Function ofSymbol(Symbol symbol) {
        AddressRange range = new AddressRange(symbol.address(), symbol.address() + symbol.size());
        return new Function(symbol.name(), symbol.address(), List.of(range));
    }

    static String nameOf(Die die) throws DebugInformationException {
        String name = die.name();
        return name == null ? "" : name;
    }

    /** The name of the innermost function at an address, inlined ones included. */
    Optional<String> innermostName(long pc) throws DebugInformationException {
        Unit unit = program.unitAt(pc);
        if (unit != null) {
            List<List<Die>> functions = Scopes.byFunction(Scopes.at(unit, program.linked(pc)));
            if (!functions.isEmpty()) {
                return Optional.of(nameOf(functions.getFirst().getFirst()));
            }
        }
        return program.symbols().at(pc).map(Symbol::name);
    }

    /** The addresses (as loaded) where a breakpoint on a function of a name stops: after each prologue or inlined entry. */
    List<Long> breakpointAddresses(String name) throws DebugInformationException {
        List<Long> addresses = new ArrayList<>();
        for (Die die : program.dwarf().names().find(NameIndex.Kind.FUNCTION, name)) {
            if (!die.ranges().isEmpty()) {
                addresses.add(program.loaded(Prologues.end(die.unit(), die)));
            } else {
                for (Die function : die.unit().functions().all()) {
                    addInlined(function, die.offset(), addresses, 0);
                }
            }
        }
        if (addresses.isEmpty()) {
            program.symbols().named(name).forEach(symbol -> addresses.add(symbol.address()));
        }
        return addresses.stream().distinct().sorted(Long::compareUnsigned).toList();
    }

    /** Finds the places below a scope where the function at {@code origin} was inlined. */
    private void addInlined(Die scope, long origin, List<Long> addresses, int depth) throws DebugInformationException {
        if (depth > Scopes.DEEPEST) {
            return;
        }
        for (Die child : scope.children()) {
            if (child.tag() == DwarfTag.INLINED_SUBROUTINE) {
                Die of = child.reference(DwarfAttribute.ABSTRACT_ORIGIN);
                if (of != null && of.offset() == origin && !child.ranges().isEmpty()) {
                    addresses.add(program.loaded(Prologues.entryOf(child)));
                }
            }
            if (child.tag() == DwarfTag.INLINED_SUBROUTINE || child.tag() == DwarfTag.LEXICAL_BLOCK) {
                addInlined(child, origin, addresses, depth + 1);
            }
        }
    }
}
