package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.machine.VirtualCpu;
import java.util.Optional;

/** One step of one processor: by instruction, by statement, or out of a function. */
final class Stepper {
    static final int LINK_REGISTER = 30;
    static final int INSTRUCTION_SIZE = 4;

    private final DebugSession session;
    private final GuestSymbols symbols;
    private final VirtualCpu cpu;
    private final SecurityState world;

    Stepper(DebugSession session, VirtualCpu cpu) {
        this.session = session;
        this.symbols = session.symbolsOf(cpu);
        this.cpu = cpu;
        this.world = cpu.world();
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
        if (stop.reason() == Stop.Reason.STEP && isElsewhere()) {
            return kind == StepKind.OVER ? runTo(next, stackPointer) : stop;
        }
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
        return symbols.statementAt(cpu.programCounter())
                .map(statement -> new StatementStep(this, session, cpu, kind, statement).run())
                .orElseGet(() -> stepInstruction(kind));
    }

    private Stop stepOut() {
        Optional<Frame> caller = session.stackOf(cpu).stream()
                .skip(1)
                .filter(frame -> frame.programCounter() != cpu.programCounter())
                .findFirst();
        InlinedPosition here = InlinedPosition.of(
                symbols.callsAt(cpu.programCounter()), session.inlined().hidden(cpu));
        if (here.calls().size() > 1) {
            return leaveInlined(here.calls().get(0), here.calls().get(1), caller);
        }
        if (caller.isEmpty()) {
            return session.resume(cpu);
        }
        StopCondition returned = returnedTo(caller.get());
        Stop first = session.stepInstruction(cpu); // off the breakpoint that the processor may stand at
        boolean there = returned.stopsAt(cpu.element(), cpu.programCounter());
        return there || first.reason() != Stop.Reason.STEP
                ? first
                : session.runUntil(new OnProcessor(cpu.index(), returned), cpu);
    }

    /**
     * Runs until an inlined function is left: for the function it was inlined into, with the stack as it is, or for the
     * caller of both.
     */
    private Stop leaveInlined(InlinedCall left, InlinedCall into, Optional<Frame> caller) {
        long stackPointer = cpu.stackPointer();
        StopCondition behind = (element, address) -> element.securityState() == world
                && into.covers(address)
                && !left.covers(address)
                && Long.compareUnsigned(element.stackPointer(), stackPointer) >= 0;
        StopCondition returned = caller.isPresent() ? returnedTo(caller.get()) : StopCondition.NEVER;
        StopCondition outside =
                (element, address) -> behind.stopsAt(element, address) || returned.stopsAt(element, address);
        Stop first = session.stepInstruction(cpu);
        boolean there = outside.stopsAt(cpu.element(), cpu.programCounter());
        return there || first.reason() != Stop.Reason.STEP
                ? first
                : session.runUntil(new OnProcessor(cpu.index(), outside), cpu);
    }

    /** Holds where a caller goes on, with at least as much of the stack given back; recursion comes by earlier. */
    private static StopCondition returnedTo(Frame caller) {
        return new InWorld(
                caller.world(),
                new AtAddress(
                        caller.programCounter(),
                        (element, address) ->
                                Long.compareUnsigned(element.stackPointer(), caller.stackPointer()) >= 0));
    }

    /** Runs until this processor is at an address with at least this much of its stack given back. */
    Stop runTo(long target, long stackPointer) {
        return session.runUntil(
                onThisCpu(new AtAddress(target, (element, address) -> element.stackPointer() >= stackPointer)), cpu);
    }

    /** Whether the processor has come to another world: its software entered a realm, or a realm left for it. */
    boolean isElsewhere() {
        return cpu.world() != world;
    }

    /** Holds where a condition does, and as soon as this processor has come to another world. */
    StopCondition orElsewhere(StopCondition condition) {
        return new OnProcessor(
                cpu.index(),
                (element, address) -> element.securityState() != world || condition.stopsAt(element, address));
    }

    /** Holds on this processor, in the world in which the step began. */
    StopCondition onThisCpu(StopCondition condition) {
        return new OnProcessor(cpu.index(), new InWorld(world, condition));
    }
}
