package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one frame for each function on the stack, inlined ones included. */
final class CallStack {
    private final Program program;

    CallStack(Program program) {
        this.program = program;
    }

    static List<StackFrame> frames(Programs programs, RegisterAccess registers, MemoryAccess memory, int limit) {
        List<StackFrame> frames = new ArrayList<>();
        for (PhysicalFrame physical : new Unwinder(programs, memory).unwind(registers, limit)) {
            List<Running> running = new CallStack(physical.program()).runningAt(physical.lookupPc());
            Die physicalFunction = running.getLast().scopes.isEmpty()
                    ? null
                    : running.getLast().scopes.getFirst();
            for (Running function : running) {
                frames.add(new StackFrame(
                        programs.seenFrom(physical.program()),
                        physical,
                        memory,
                        frames.size(),
                        function.name,
                        function.source,
                        function.unit,
                        function.scopes,
                        physicalFunction));
            }
        }
        return frames;
    }

    List<InlinedCall> inlineCallStack(long pc) throws DebugInformationException {
        List<InlinedCall> calls = new ArrayList<>();
        for (Running running : runningAt(pc)) {
            List<AddressRange> ranges = new ArrayList<>();
            long entry = pc;
            if (!running.scopes.isEmpty()) {
                Die function = running.scopes.getFirst();
                entry = program.loaded(Prologues.entryOf(function));
                function.ranges().forEach(range -> ranges.add(range.plus(program.bias())));
            }
            calls.add(new InlinedCall(running.name, running.source, entry, ranges));
        }
        return calls;
    }

    /** A function at an address; {@code scopes} begin with its own entry and are empty without debug information. */
    private record Running(
            String name,
            Optional<SourceLocation> source,
            @Nullable Unit unit,
            List<Die> scopes) {}

    /** The functions at an address, the innermost first; at least one. */
    private List<Running> runningAt(long pc) {
        Unit unit = program.unitAt(pc);
        Optional<SourceLocation> source = Optional.empty();
        try {
            source = new SourceLines(program).at(pc);
            List<Running> running = unit == null ? List.of() : runningIn(unit, pc, source);
            if (!running.isEmpty()) {
                return running;
            }
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
        }
        String name = program.symbols().at(pc).map(Symbol::name).orElse("");
        return List.of(new Running(name, source, unit, List.of()));
    }

    private List<Running> runningIn(Unit unit, long pc, Optional<SourceLocation> innermost)
            throws DebugInformationException {
        List<Running> running = new ArrayList<>();
        Optional<SourceLocation> source = innermost;
        for (List<Die> scopes : Scopes.byFunction(Scopes.at(unit, program.linked(pc)))) {
            Die function = scopes.getFirst();
            running.add(new Running(Functions.nameOf(function), source, unit, scopes));
            source = callOf(unit, function);
        }
        return running;
    }

    /** Where an inlined function was called. */
    private static Optional<SourceLocation> callOf(Unit unit, Die inlined) throws DebugInformationException {
        int line = inlined.smallNumber(DwarfAttribute.CALL_LINE);
        if (line == 0) {
            return Optional.empty();
        }
        String file = unit.files().path(inlined.smallNumber(DwarfAttribute.CALL_FILE));
        return Optional.of(new SourceLocation(file, line, inlined.smallNumber(DwarfAttribute.CALL_COLUMN)));
    }
}
