package dev.realmstep.debugger;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step of one processor.
 *
 * <p>A step by statement runs through the instructions of the current statement at full speed. When it leaves them it
 * asks where it came: into a callee (then it runs to its return, or stays there), into the caller (the step is done), or
 * to another statement (done, if at its start; else the step goes on through that one).
 */
final class Stepper {
    private static final int LINK_REGISTER = 30;
    private static final int INSTRUCTION_SIZE = 4;

    private final DebugSession session;
    private final GuestSymbols symbols;
    private final VirtualCpu cpu;

    Stepper(DebugSession session, GuestSymbols symbols, VirtualCpu cpu) {
        this.session = session;
        this.symbols = symbols;
        this.cpu = cpu;
    }

    Stop step(StepKind kind, StepGranularity granularity) {
        if (kind == StepKind.OUT) {
            return stepOut();
        }
        return granularity == StepGranularity.INSTRUCTION ? stepInstruction(kind) : stepStatement(kind);
    }

    private Stop stepInstruction(StepKind kind) {
        long next = cpu.programCounter() + INSTRUCTION_SIZE;
        long stackPointer = cpu.stackPointer();
        Stop stop = session.stepInstruction(cpu);
        boolean called = stop.reason() == Stop.Reason.STEP
                && cpu.programCounter() != next
                && cpu.x(LINK_REGISTER) == next
                && cpu.stackPointer() == stackPointer;
        return kind == StepKind.OVER && called ? runTo(next, stackPointer) : stop;
    }

    private Stop stepStatement(StepKind kind) {
        if (kind == StepKind.INTO && session.inlined().hidden(cpu) > 0) {
            return session.enterInlined(cpu);
        }
        Optional<AddressRange> statement = symbols.statementAt(cpu.programCounter());
        if (statement.isEmpty()) {
            return stepInstruction(kind);
        }
        AddressRange range = statement.get();
        long function = symbols.functionStart(cpu.programCounter());
        InlinedPosition start = InlinedPosition.of(
                symbols.callsAt(cpu.programCounter()), session.inlined().hidden(cpu));
        boolean wasInside = session.inlined().hidden(cpu) > 0;
        while (true) {
            Stop stop = leave(range);
            if (stop.reason() != Stop.Reason.STEP) {
                return stop;
            }
            long address = cpu.programCounter();
            if (isEnteredByCallFrom(range)) {
                Optional<Stop> inside = kind == StepKind.INTO ? stayIn(address) : Optional.empty();
                if (inside.isPresent()) {
                    return inside.get();
                }
                Stop returned = runTo(cpu.x(LINK_REGISTER), cpu.stackPointer());
                if (returned.reason() != Stop.Reason.STEP) {
                    return returned;
                }
                if (range.contains(cpu.programCounter())) {
                    continue;
                }
                address = cpu.programCounter();
            }
            Optional<AddressRange> reached = symbols.statementAt(address);
            boolean elsewhere = symbols.functionStart(address) != function;
            if (reached.isEmpty() || elsewhere) {
                return session.report(cpu);
            }
            InlinedPosition.Move move = start.moveTo(symbols.callsAt(address), address);
            wasInside |= move == InlinedPosition.Move.INSIDE || move == InlinedPosition.Move.CALLED;
            boolean atStart = reached.get().start() == address;
            if (atStart && isEnd(move, kind, wasInside)) {
                Stop end = session.report(cpu);
                return move == InlinedPosition.Move.CALLED && end.reason() == Stop.Reason.STEP
                        ? session.enterInlined(cpu)
                        : end;
            }
            range = reached.get();
        }
    }

    /** Whether a step ends at the start of a statement, as far as inlined functions matter. */
    private static boolean isEnd(InlinedPosition.Move move, StepKind kind, boolean wasInside) {
        return switch (move) {
            case INSIDE, CALLED -> kind == StepKind.INTO;
            case SAME_LINE -> !wasInside;
            case OTHER_LINE -> true;
        };
    }

    /** Runs through the instructions of a statement. */
    private Stop leave(AddressRange range) {
        Stop first = session.stepInstruction(cpu);
        if (first.reason() != Stop.Reason.STEP || !range.contains(cpu.programCounter())) {
            return first;
        }
        return session.runUntil(onThisCpu((element, address) -> !range.contains(address)), cpu);
    }

    /** Whether the processor is at the first instruction of a function that a statement has just called. */
    private boolean isEnteredByCallFrom(AddressRange range) {
        long caller = cpu.x(LINK_REGISTER) - INSTRUCTION_SIZE;
        return range.contains(caller) && symbols.functionStart(cpu.programCounter()) == cpu.programCounter();
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
        return Optional.of(runTo(body.getAsLong(), Long.MIN_VALUE));
    }

    private Stop stepOut() {
        List<Frame> frames = session.stackOf(cpu);
        Optional<Frame> caller = frames.stream()
                .skip(1)
                .filter(frame -> frame.programCounter() != cpu.programCounter())
                .findFirst();
        boolean inlined = frames.size() > 1 && frames.get(1).programCounter() == cpu.programCounter();
        if (inlined) {
            int hidden = session.inlined().hidden(cpu);
            return leaveInlined(symbols.callsAt(cpu.programCounter()).subList(hidden, hidden + 2), caller);
        }
        if (caller.isEmpty()) {
            return session.resume(cpu);
        }
        StopCondition returned = returnedTo(caller.get());
        Stop first = session.stepInstruction(cpu); // off the breakpoint that the processor may stand at
        boolean there = returned.stopsAt(cpu.element(), cpu.programCounter());
        return there || first.reason() != Stop.Reason.STEP ? first : session.runUntil(onThisCpu(returned), cpu);
    }

    /**
     * Runs until an inlined function is left: for the function it was inlined into, with the stack as it is, or for the
     * caller of both.
     *
     * @param calls the function, and the one it was inlined into
     */
    private Stop leaveInlined(List<InlinedCall> calls, Optional<Frame> caller) {
        InlinedCall left = calls.getFirst();
        InlinedCall into = calls.getLast();
        long stackPointer = cpu.stackPointer();
        StopCondition behind = (element, address) -> into.covers(address)
                && !left.covers(address)
                && Long.compareUnsigned(element.stackPointer(), stackPointer) >= 0;
        StopCondition returned = caller.isPresent() ? returnedTo(caller.get()) : StopCondition.NEVER;
        StopCondition outside =
                (element, address) -> behind.stopsAt(element, address) || returned.stopsAt(element, address);
        Stop first = session.stepInstruction(cpu);
        boolean there = outside.stopsAt(cpu.element(), cpu.programCounter());
        return there || first.reason() != Stop.Reason.STEP ? first : session.runUntil(onThisCpu(outside), cpu);
    }

    /** Holds where a caller goes on, with at least as much of the stack given back; recursion comes by earlier. */
    private static StopCondition returnedTo(Frame caller) {
        return (element, address) -> address == caller.programCounter()
                && Long.compareUnsigned(element.stackPointer(), caller.stackPointer()) >= 0;
    }

    /** Runs until this processor is at an address with at least this much of its stack given back. */
    private Stop runTo(long target, long stackPointer) {
        return session.runUntil(
                onThisCpu((element, address) -> address == target && element.stackPointer() >= stackPointer), cpu);
    }

    private StopCondition onThisCpu(StopCondition condition) {
        return (element, address) -> element.index() == cpu.index() && condition.stopsAt(element, address);
    }
}
