package dev.realmstep.debugger;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.machine.VirtualCpu;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A step by statement, over calls or into them.
 *
 * <p>It runs through the instructions of the current statement at full speed. When it leaves them it asks where it came:
 * into a callee (then it runs to its return, or stays there), into the caller (the step is done), or to another statement
 * (done, if at its start; else the step goes on through that one). Functions that were inlined are callees, too, although
 * nothing calls them.
 */
final class StatementStep {
    private final Stepper stepper;
    private final DebugSession session;
    private final GuestSymbols symbols;
    private final VirtualCpu cpu;
    private final StepKind kind;
    private final long function;
    private final InlinedPosition start;
    private AddressRange statement;
    private boolean wasInside;

    StatementStep(Stepper stepper, DebugSession session, VirtualCpu cpu, StepKind kind, AddressRange statement) {
        this.stepper = stepper;
        this.session = session;
        this.symbols = session.symbolsOf(cpu);
        this.cpu = cpu;
        this.kind = kind;
        this.statement = statement;
        this.function = symbols.functionStart(cpu.programCounter());
        int hidden = session.inlined().hidden(cpu);
        this.start = InlinedPosition.of(symbols.callsAt(cpu.programCounter()), hidden);
        this.wasInside = hidden > 0;
    }

    Stop run() {
        while (true) {
            Stop stop = leave();
            if (stop.reason() != Stop.Reason.STEP) {
                return stop;
            }
            if (stepper.isElsewhere()) {
                return session.report(cpu);
            }
            if (isEnteredByCall()) {
                Optional<Stop> end = passCallee();
                if (end.isPresent()) {
                    return end.get();
                }
            }
            if (!statement.contains(cpu.programCounter())) {
                Optional<Stop> end = endOrNextStatement();
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** Runs through the instructions of the statement. */
    private Stop leave() {
        Stop first = session.stepInstruction(cpu);
        if (first.reason() != Stop.Reason.STEP) {
            return first;
        }
        boolean isElsewhere = stepper.isElsewhere();
        if (isElsewhere ? kind == StepKind.INTO : !statement.contains(cpu.programCounter())) {
            return first;
        }
        StopCondition left = stepper.onThisCpu((element, address) -> !statement.contains(address));
        return session.runUntil(kind == StepKind.INTO ? stepper.orElsewhere(left) : left, cpu);
    }

    /** Whether the processor is at the first instruction of a function that the statement has just called. */
    private boolean isEnteredByCall() {
        long caller = cpu.x(Stepper.LINK_REGISTER) - Stepper.INSTRUCTION_SIZE;
        return statement.contains(caller) && symbols.functionStart(cpu.programCounter()) == cpu.programCounter();
    }

    /** Stays in a callee, which ends the step, or runs to its return; also that may come to an earlier end. */
    private Optional<Stop> passCallee() {
        Optional<Stop> inside = kind == StepKind.INTO ? stayIn(cpu.programCounter()) : Optional.empty();
        if (inside.isPresent()) {
            return inside;
        }
        Stop returned = stepper.runTo(cpu.x(Stepper.LINK_REGISTER), cpu.stackPointer());
        return Optional.of(returned).filter(stop -> stop.reason() != Stop.Reason.STEP);
    }

    /** Steps behind the prologue of a function that has source; empty if it has none. */
    private Optional<Stop> stayIn(long functionStart) {
        OptionalLong body = symbols.bodyOf(functionStart);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        if (body.getAsLong() == functionStart) {
            return Optional.of(session.report(cpu));
        }
        return Optional.of(stepper.runTo(body.getAsLong(), Long.MIN_VALUE));
    }

    /** Behind the statement: the end of the step, or empty if it goes on through the statement that it has come to. */
    private Optional<Stop> endOrNextStatement() {
        long address = cpu.programCounter();
        Optional<AddressRange> reached = symbols.statementAt(address);
        if (reached.isEmpty() || symbols.functionStart(address) != function) {
            return Optional.of(session.report(cpu));
        }
        InlinedPosition.Move move = start.moveTo(symbols.callsAt(address), address);
        wasInside |= move == InlinedPosition.Move.INSIDE || move == InlinedPosition.Move.CALLED;
        if (reached.get().start() != address || !isEnd(move)) {
            statement = reached.get();
            return Optional.empty();
        }
        Stop end = session.report(cpu);
        boolean called = move == InlinedPosition.Move.CALLED && end.reason() == Stop.Reason.STEP;
        return Optional.of(called ? session.enterInlined(cpu) : end);
    }

    /** Whether the step ends at the start of a statement, as far as inlined functions matter. */
    private boolean isEnd(InlinedPosition.Move move) {
        return switch (move) {
            case INSIDE, CALLED -> kind == StepKind.INTO;
            case SAME_LINE -> !wasInside; // else it is the rest of the line that holds the call
            case OTHER_LINE -> true;
        };
    }
}
