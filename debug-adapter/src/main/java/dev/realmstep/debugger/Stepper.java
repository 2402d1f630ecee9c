package dev.realmstep.debugger;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.machine.VirtualCpu;
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
        Optional<AddressRange> statement = symbols.statementAt(cpu.programCounter());
        if (statement.isEmpty()) {
            return stepInstruction(kind);
        }
        AddressRange range = statement.get();
        long function = symbols.functionStart(cpu.programCounter());
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
            if (reached.isEmpty() || elsewhere || reached.get().start() == address) {
                return session.report(cpu);
            }
            range = reached.get();
        }
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
        Optional<Frame> caller = new CallStacks(symbols).callerOf(cpu);
        if (caller.isEmpty()) {
            return session.resume(cpu);
        }
        long target = caller.get().programCounter();
        long stackPointer = caller.get().stackPointer();
        Stop first = session.stepInstruction(cpu); // off the breakpoint that the processor may stand at
        boolean there = cpu.programCounter() == target && cpu.stackPointer() >= stackPointer;
        return there || first.reason() != Stop.Reason.STEP ? first : runTo(target, stackPointer);
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
