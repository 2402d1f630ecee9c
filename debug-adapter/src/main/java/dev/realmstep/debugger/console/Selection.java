package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Frame;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;

/** The processor and the frame that commands are about, unless they say otherwise. */
final class Selection {
    private final DebugSession session;
    private VirtualCpu cpu;
    private int level;

    Selection(DebugSession session) {
        this.session = session;
        this.cpu = session.cpus().getFirst();
    }

    VirtualCpu cpu() {
        return cpu;
    }

    /** Selects a processor, and its innermost frame. */
    void select(VirtualCpu processor) {
        cpu = processor;
        level = 0;
    }

    /** Selects a frame, as a client's question is about one. */
    void select(Frame frame) {
        cpu = frame.cpu();
        level = frame.level();
    }

    void selectLevel(int wanted) throws EvaluationException {
        int frames = stack().size();
        if (wanted < 0 || wanted >= frames) {
            throw new EvaluationException("there is no frame %d: the stack has %d".formatted(wanted, frames));
        }
        level = wanted;
    }

    int level() {
        return level;
    }

    List<Frame> stack() {
        return session.stackOf(cpu);
    }

    Frame frame() throws EvaluationException {
        List<Frame> frames = stack();
        if (frames.isEmpty()) {
            throw new EvaluationException("vCPU %d is off: it has no frame".formatted(cpu.index()));
        }
        return frames.get(Math.min(level, frames.size() - 1));
    }
}
