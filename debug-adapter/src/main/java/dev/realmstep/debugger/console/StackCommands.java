package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Frame;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import java.util.stream.Collectors;

/** Commands about call stacks and processors. */
final class StackCommands {
    private final DebugSession session;
    private final Selection selection;

    StackCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(
                Command.look("backtrace bt where", "", "shows the call stack", operands -> backtrace()),
                Command.look("frame f", "[NUMBER]", "shows or selects a frame", this::frame),
                Command.look("up", "", "selects the caller's frame", operands -> select(selection.level() + 1)),
                Command.look("down", "", "selects the callee's frame", operands -> select(selection.level() - 1)),
                Command.look("thread t", "[NUMBER]", "shows or selects a virtual processor", this::thread));
    }

    private String backtrace() throws EvaluationException {
        List<Frame> frames = selection.stack();
        if (frames.isEmpty()) {
            throw new EvaluationException(
                    "vCPU %d is off: it has no frame".formatted(selection.cpu().index()));
        }
        return frames.stream().map(StackCommands::line).collect(Collectors.joining("\n"));
    }

    private String frame(String operands) throws EvaluationException {
        return operands.isBlank() ? line(selection.frame()) : select(Numbers.index(operands));
    }

    private String select(int level) throws EvaluationException {
        selection.selectLevel(level);
        return line(selection.frame());
    }

    private String thread(String operands) throws EvaluationException {
        if (!operands.isBlank()) {
            int number = Numbers.index(operands);
            if (number >= session.cpus().size()) {
                throw new EvaluationException("there is no vCPU %d: the realm has %d"
                        .formatted(number, session.cpus().size()));
            }
            selection.select(session.cpus().get(number));
        }
        return describe(session, selection.cpu());
    }

    /** A processor, what it does, and where. */
    static String describe(DebugSession session, VirtualCpu cpu) {
        String activity = switch (cpu.activity()) {
            case OFF -> "off";
            case WAITING -> "waiting at " + session.describe(cpu);
            case RUNNING -> "at " + session.describe(cpu);
        };
        return "vCPU %d  %s".formatted(cpu.index(), activity);
    }

    private static String line(Frame frame) {
        return "#%-2d 0x%016x in %s%s"
                .formatted(
                        frame.level(),
                        frame.programCounter(),
                        frame.function(),
                        frame.line().map(line -> " at " + line).orElse(""));
    }
}
