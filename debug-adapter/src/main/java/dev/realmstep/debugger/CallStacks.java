package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.StackFrame;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.machine.SuspendedWorld;
import dev.realmstep.machine.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The call stacks of processors: of a realm's software, and behind it, of the software that entered the realm. */
final class CallStacks {
    /** Deeper stacks are those of endless recursions. */
    private static final int DEEPEST = 1000;

    private final WorldSymbols symbols;

    CallStacks(WorldSymbols symbols) {
        this.symbols = symbols;
    }

    /** The frames of a processor, the innermost first; none while it is off. */
    List<Frame> of(VirtualCpu cpu) {
        if (cpu.activity() == VirtualCpu.Activity.OFF) {
            return List.of();
        }
        List<Frame> frames = new ArrayList<>(ofPresent(cpu));
        cpu.entrant().ifPresent(entrant -> frames.addAll(ofEntrant(cpu, entrant, frames.size())));
        return frames;
    }

    private List<Frame> ofPresent(VirtualCpu cpu) {
        GuestSymbols present = symbols.of(cpu);
        Optional<DebugInformation> image = present.imageForStack(cpu.programCounter());
        if (image.isEmpty()) {
            return List.of(Frame.unknown(cpu));
        }
        CpuTarget target = new CpuTarget(cpu);
        synchronized (present) {
            return image.get().stack(target, target, DEEPEST, present).stream()
                    .map(frame -> describe(cpu, frame, present))
                    .toList();
        }
    }

    /** Its innermost frame is at the call that entered the realm, and goes on behind it. */
    private List<Frame> ofEntrant(VirtualCpu cpu, SuspendedWorld entrant, int level) {
        GuestSymbols its = symbols.of(SecurityState.NON_SECURE);
        SuspendedTarget target = new SuspendedTarget(entrant);
        Optional<DebugInformation> image = its.imageForStack(entrant.returnAddress());
        if (image.isEmpty()) {
            return List.of();
        }
        synchronized (its) {
            List<StackFrame> found = image.get().stack(target, target, DEEPEST, its);
            List<Frame> frames = new ArrayList<>();
            for (StackFrame frame : found) {
                long address = frame.pc() == found.getFirst().pc() ? entrant.returnAddress() : frame.pc();
                frames.add(describe(cpu, frame, its).waitingForRealm(address).atLevel(level + frames.size()));
            }
            return frames;
        }
    }

    private static Frame describe(VirtualCpu cpu, StackFrame frame, GuestSymbols symbols) {
        String name = frame.function().isEmpty() ? symbols.symbolAt(frame.pc()) : frame.function();
        long stackPointer = frame.registers().read(AArch64Registers.SP).orElse(0);
        return Frame.of(cpu, frame, stackPointer, name);
    }
}
