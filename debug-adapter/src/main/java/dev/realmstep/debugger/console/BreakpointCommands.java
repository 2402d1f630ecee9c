package dev.realmstep.debugger.console;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import java.util.List;
import java.util.stream.Collectors;

/** Commands that set and remove breakpoints. */
final class BreakpointCommands {
    private final DebugSession session;
    private final Selection selection;

    BreakpointCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(
                Command.look("break b", "PLACE", "stops at FUNCTION, FILE:LINE, LINE or *ADDRESS", this::set),
                Command.look("delete d", "[NUMBER]...", "removes breakpoints, all without a number", this::delete));
    }

    private String set(String operands) throws EvaluationException {
        Breakpoint.Place place = Places.parse(operands, session, selection);
        Breakpoint breakpoint = session.breakpoints().set(place);
        if (!breakpoint.isResolved() && session.modules().mayBringSymbols()) {
            return "breakpoint %d is pending: no code that is loaded yet is at %s".formatted(breakpoint.id(), place);
        }
        if (!breakpoint.isResolved()) {
            session.breakpoints().remove(breakpoint.id());
            throw new EvaluationException("no code of the guest is at " + place);
        }
        return "breakpoint %d at 0x%x: %s"
                .formatted(breakpoint.id(), breakpoint.locations().getFirst().address(), breakpoint.description());
    }

    private String delete(String operands) throws EvaluationException {
        if (operands.isBlank()) {
            session.breakpoints().removeIf(place -> true);
            return "all breakpoints removed";
        }
        for (String number : operands.strip().split("\\s+", -1)) {
            if (!session.breakpoints().remove(Numbers.count(number))) {
                throw new EvaluationException("there is no breakpoint " + number);
            }
        }
        return "removed";
    }

    /** A table of what is set. */
    static String list(DebugSession session) {
        List<Breakpoint> all = session.breakpoints().all();
        return all.isEmpty()
                ? "no breakpoints"
                : all.stream()
                        .map(breakpoint -> "%-4d %-24s %s"
                                .formatted(
                                        breakpoint.id(),
                                        breakpoint.place(),
                                        breakpoint.isResolved() ? breakpoint.description() : "pending"))
                        .collect(Collectors.joining("\n"));
    }
}
