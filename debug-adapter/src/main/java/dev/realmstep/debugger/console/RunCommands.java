package dev.realmstep.debugger.console;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.ConsoleText;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.debugger.Stop;
import java.util.List;

/** Commands that let the realm run. */
final class RunCommands {
    private final DebugSession session;
    private final Selection selection;
    private boolean started;

    RunCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(
                Command.move("run r", "", "builds the realm and runs it", operands -> run()),
                Command.move("start", "", "builds the realm and stops at its first instruction", operands -> start()),
                Command.move("continue c", "", "runs on", operands -> resume()),
                Command.move("next n", "[COUNT]", "steps a source line, over calls", step(StepKind.OVER, true)),
                Command.move("step s", "[COUNT]", "steps a source line, into calls", step(StepKind.INTO, true)),
                Command.move("nexti ni", "[COUNT]", "steps an instruction, over calls", step(StepKind.OVER, false)),
                Command.move("stepi si", "[COUNT]", "steps an instruction", step(StepKind.INTO, false)),
                Command.move("finish fin", "", "runs to the caller", step(StepKind.OUT, true)),
                Command.move("advance", "PLACE", "runs to a line, function or *ADDRESS", this::advance),
                Command.move(
                        "wait",
                        "\"TEXT\" [INSTRUCTIONS]",
                        "runs until the guest writes a text to its console",
                        this::waitFor));
    }

    private Stop run() throws EvaluationException {
        Stop entry = start();
        boolean goOn = entry.reason() == Stop.Reason.ENTRY
                && entry.cpu() != null
                && !session.breakpoints().isAtBreakpoint(entry.cpu());
        return goOn ? session.resume(selection.cpu()) : entry;
    }

    private Stop start() throws EvaluationException {
        if (started) {
            throw new EvaluationException("the realm runs already: `continue` lets it go on");
        }
        started = true;
        return session.start();
    }

    private Command.Move step(StepKind kind, boolean statements) {
        StepGranularity granularity = statements ? StepGranularity.STATEMENT : StepGranularity.INSTRUCTION;
        return operands -> {
            requireStarted();
            int count = operands.isBlank() ? 1 : Numbers.count(operands);
            Stop stop = session.step(selection.cpu(), kind, granularity);
            for (int i = 1; i < count && stop.reason() == Stop.Reason.STEP; i++) {
                stop = session.step(selection.cpu(), kind, granularity);
            }
            return stop;
        };
    }

    private Stop advance(String operands) throws EvaluationException {
        requireStarted();
        Breakpoint.Place place = Places.parse(operands, session, selection);
        Breakpoint there = session.breakpoints().set(place);
        try {
            if (!there.isResolved()) {
                throw new EvaluationException("no code of the guest is at " + place);
            }
            return session.resume(selection.cpu());
        } finally {
            session.breakpoints().remove(there.id());
        }
    }

    /** Starts the realm as well, so that a script may begin with what it expects. */
    private Stop waitFor(String operands) throws EvaluationException {
        ConsoleText text = ConsoleText.parse(operands);
        if (text.bytes().length == 0) {
            throw new EvaluationException("wait needs a text that is not empty");
        }
        String limit = operands.substring(text.length()).strip();
        long instructions = limit.isEmpty() ? Long.MAX_VALUE : Numbers.amount(limit);
        if (!started) {
            Stop entry = start();
            if (entry.reason() != Stop.Reason.ENTRY) {
                return entry;
            }
        }
        return session.runUntilWritten(text, instructions, selection.cpu());
    }

    private Stop resume() throws EvaluationException {
        requireStarted();
        return session.resume(selection.cpu());
    }

    private void requireStarted() throws EvaluationException {
        if (!started) {
            throw new EvaluationException("the realm does not run yet: `run` or `start` it");
        }
    }
}
