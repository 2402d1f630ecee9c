package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.debuginfo.StackFrame;
import dev.realmstep.machine.VirtualCpu;
import java.util.Optional;

/** A frame of a processor's call stack, where the realm stands now. */
public final class Frame {
    private final VirtualCpu cpu;
    private final SecurityState world;
    private final int level;
    private final long programCounter;
    private final long stackPointer;
    private final String function;
    private final Optional<SourceLine> line;
    private final Optional<StackFrame> details;

    private Frame(
            VirtualCpu cpu,
            SecurityState world,
            int level,
            long programCounter,
            long stackPointer,
            String function,
            Optional<SourceLine> line,
            Optional<StackFrame> details) {
        this.cpu = cpu;
        this.world = world;
        this.level = level;
        this.programCounter = programCounter;
        this.stackPointer = stackPointer;
        this.function = function;
        this.line = line;
        this.details = details;
    }

    /** A frame that debug information describes. */
    static Frame of(VirtualCpu cpu, StackFrame details, long stackPointer, String function) {
        Optional<SourceLine> line = details.source().map(SourceLine::of);
        return new Frame(
                cpu, cpu.world(), details.level(), details.pc(), stackPointer, function, line, Optional.of(details));
    }

    /** The innermost frame of a processor in code that nothing is known of. */
    static Frame unknown(VirtualCpu cpu) {
        return new Frame(
                cpu,
                cpu.world(),
                0,
                cpu.programCounter(),
                cpu.stackPointer(),
                "0x%x".formatted(cpu.programCounter()),
                Optional.empty(),
                Optional.empty());
    }

    /** The same frame, counted from another innermost one. */
    Frame atLevel(int otherLevel) {
        return new Frame(cpu, world, otherLevel, programCounter, stackPointer, function, line, details);
    }

    /**
     * The same frame as one of the normal world's, which waits for the realm that it has entered.
     *
     * @param returnAddress where it goes on
     */
    Frame waitingForRealm(long returnAddress) {
        String name = function + " (normal world)";
        return new Frame(cpu, SecurityState.NON_SECURE, level, returnAddress, stackPointer, name, line, details);
    }

    /** Whose stack it is. */
    public VirtualCpu cpu() {
        return cpu;
    }

    /** Whose software it belongs to. */
    public SecurityState world() {
        return world;
    }

    /** 0 for the innermost. */
    public int level() {
        return level;
    }

    /** Where the frame stands: the next instruction of level 0, the return address of the others. */
    public long programCounter() {
        return programCounter;
    }

    /** The stack pointer in this frame. */
    public long stackPointer() {
        return stackPointer;
    }

    /** The function's name, or an address if it has none. */
    public String function() {
        return function;
    }

    /** The source line, if there is one. */
    public Optional<SourceLine> line() {
        return line;
    }

    Optional<StackFrame> details() {
        return details;
    }
}
