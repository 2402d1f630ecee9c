package dev.realmstep.debugger;

import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.StackFrame;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import java.util.Optional;

/** The call stacks of the realm's processors. */
final class CallStacks {
    /** Deeper stacks are those of endless recursions. */
    private static final int DEEPEST = 1000;

    private final GuestSymbols symbols;

    CallStacks(GuestSymbols symbols) {
        this.symbols = symbols;
    }

    /** The frames of a processor, the innermost first; none while it is off. */
    List<Frame> of(VirtualCpu cpu) {
        if (cpu.activity() == VirtualCpu.Activity.OFF) {
            return List.of();
        }
        Optional<DebugInformation> image = symbols.imageForStack(cpu.programCounter());
        if (image.isEmpty()) {
            return List.of(Frame.unknown(cpu));
        }
        CpuTarget target = new CpuTarget(cpu);
        synchronized (symbols) {
            return image.get().stack(target, target, DEEPEST, symbols).stream()
                    .map(frame -> describe(cpu, frame))
                    .toList();
        }
    }

    private Frame describe(VirtualCpu cpu, StackFrame frame) {
        String name = frame.function().isEmpty() ? symbols.symbolAt(frame.pc()) : frame.function();
        long stackPointer = frame.registers().read(AArch64Registers.SP).orElse(0);
        return Frame.of(cpu, frame, stackPointer, name);
    }
}
