package dev.realmstep.debugger;

import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.machine.VirtualCpu;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions that are inlined where a processor stands, but that nobody has stepped into yet.
 *
 * <p>The first instruction of an inlined function is also the call of it. A processor that has come there by a step is
 * shown at the call, as if the function were called; a step into the function shows it without moving.
 */
final class InlinedEntries {
    private record Hidden(long address, int count) {}

    private final WorldSymbols symbols;
    private final Map<Integer, Hidden> byCpu = new HashMap<>();

    InlinedEntries(WorldSymbols symbols) {
        this.symbols = symbols;
    }

    /** How many of the innermost functions at a processor's instruction are not shown. */
    int hidden(VirtualCpu cpu) {
        Hidden hidden = byCpu.get(cpu.index());
        return hidden != null && hidden.address == cpu.programCounter() ? hidden.count : 0;
    }

    void hide(VirtualCpu cpu, int count) {
        byCpu.put(cpu.index(), new Hidden(cpu.programCounter(), count));
    }

    /** How many functions begin at a processor's instruction, inlined there. */
    int beginning(VirtualCpu cpu) {
        List<InlinedCall> calls = symbols.of(cpu).callsAt(cpu.programCounter());
        int beginning = 0;
        for (int i = 1; i < calls.size(); i++) {
            if (calls.get(i - 1).entry() == cpu.programCounter()) {
                beginning = i;
            }
        }
        return beginning;
    }

    /** How many functions a breakpoint leaves hidden: those inside the one that it names, or whose line it names. */
    int beyond(VirtualCpu cpu, Breakpoint.Place place) {
        List<InlinedCall> calls = symbols.of(cpu).callsAt(cpu.programCounter());
        for (int i = 0; i < calls.size(); i++) {
            if (isMeant(calls.get(i), place)) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isMeant(InlinedCall call, Breakpoint.Place place) {
        return switch (place) {
            case Breakpoint.Place.Function function -> function.name().equals(call.function());
            case Breakpoint.Place.Line line ->
                call.source()
                        .filter(source -> source.line() == line.line() && isSameFile(source.file(), line.file()))
                        .isPresent();
            case Breakpoint.Place.Address address -> false;
        };
    }

    private static boolean isSameFile(String compiled, String wanted) {
        return nameOf(compiled).equals(nameOf(wanted.replace('\\', '/')));
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
