package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchException;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.SessionLauncher;
import dev.realmstep.debugger.Stop;
import dev.realmstep.machine.GuestConsole;
import java.util.List;
import java.util.Optional;

/** What {@code run} and {@code debug} have in common: the launch, the words for a stop, the exit status. */
final class Sessions {
    private Sessions() {}

    static DebugSession launch(LaunchOptions options, GuestConsole console, Terminal terminal)
            throws BadInputException {
        try (Progress progress = new Progress(terminal)) {
            progress.begin("reading " + options.program());
            DebugSession session = SessionLauncher.launch(options, console);
            session.notice().ifPresent(terminal::tell);
            return session;
        } catch (LaunchException e) {
            throw new BadInputException(e.getMessage());
        }
    }

    /** What a stop is, given that the guest was made to stop when it waited for input that does not come. */
    static Stop seenFrom(TerminalConsole console, Stop stop) {
        return console.isForsaken() && stop.reason() == Stop.Reason.PAUSE
                ? new Stop(
                        Stop.Reason.AWAITS_INPUT,
                        stop.cpu(),
                        List.of(),
                        "the guest has slept for ten minutes of its time, and waits for console input")
                : stop;
    }

    /** Where and why the realm stands, in one line. */
    static String describe(DebugSession session, Stop stop) {
        String where =
                stop.cpu() == null ? "" : ", vCPU %d at %s".formatted(stop.cpu().index(), session.describe(stop.cpu()));
        return switch (stop.reason()) {
            case ENTRY -> "entry" + where;
            case BREAKPOINT ->
                "breakpoint %s%s"
                        .formatted(
                                String.join(
                                        ",",
                                        stop.breakpoints().stream()
                                                .map(String::valueOf)
                                                .toList()),
                                where);
            case STEP -> "step" + where;
            case PAUSE -> "paused" + where;
            case LIMIT, OUTPUT, EXPIRED, AWAITS_INPUT -> stop.description() + where;
            case UNBUILT, FAILURE, ENDED -> stop.description();
        };
    }

    /**
     * What may explain a realm that came to no end: the last access that the RMM did not let it make. Guests that
     * have no console yet, or look in the wrong half for it, cannot say so themselves.
     */
    static Optional<String> explanation(DebugSession session, Stop stop) {
        return switch (stop.reason()) {
            case LIMIT, EXPIRED -> session.lastAbort().map(abort -> "the realm's last abort: " + abort);
            default -> Optional.empty();
        };
    }

    /** The command's exit status, from how the realm stood last. */
    static int exitStatus(DebugSession session, Optional<Stop> last) {
        if (last.isEmpty()) {
            return ExitStatus.DONE;
        }
        return switch (last.get().reason()) {
            case ENDED -> session.exitStatus().orElse(0) == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
            case FAILURE, AWAITS_INPUT -> ExitStatus.FAILED;
            case UNBUILT -> ExitStatus.BAD_INPUT;
            case LIMIT, EXPIRED -> ExitStatus.LIMIT;
            case ENTRY, BREAKPOINT, STEP, PAUSE, OUTPUT -> ExitStatus.DONE;
        };
    }
}
