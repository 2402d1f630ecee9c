package dev.realmstep.debugger;

import dev.realmstep.machine.VirtualCpu;
import java.util.List;

/** A run that ends when the guest has written a text to its console. */
final class OutputWait {
    private final DebugSession session;
    private final VirtualCpu cpu;

    OutputWait(DebugSession session, VirtualCpu cpu) {
        this.session = session;
        this.cpu = cpu;
    }

    Stop run(ConsoleText text, long maxInstructions) {
        AwaitedText awaited = new AwaitedText(text.bytes());
        session.terminal().await(awaited);
        long before = session.machine().instructions();
        Stop stop = session.stepInstruction(cpu); // off the breakpoint that the processor may stand at
        long left = maxInstructions - (session.machine().instructions() - before);
        if (stop.reason() == Stop.Reason.STEP && !awaited.isSeen() && left > 0) {
            stop = session.runUntil((element, address) -> awaited.isSeen(), cpu, left);
        }
        if (awaited.isSeen() && stop.isResumable()) {
            return new Stop(Stop.Reason.OUTPUT, stop.cpu(), List.of(), "the guest wrote " + text);
        }
        return switch (stop.reason()) {
            case STEP, EXPIRED ->
                new Stop(
                        Stop.Reason.EXPIRED,
                        stop.cpu(),
                        List.of(),
                        "the guest did not write %s in %,d instructions".formatted(text, maxInstructions));
            case ENDED ->
                new Stop(
                        Stop.Reason.FAILURE,
                        null,
                        List.of(),
                        "%s and did not write %s".formatted(stop.description(), text));
            default -> stop;
        };
    }
}
