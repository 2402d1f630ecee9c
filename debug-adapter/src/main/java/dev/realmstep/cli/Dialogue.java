package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Stop;
import dev.realmstep.debugger.console.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A debug session by command lines: reads them, carries them out, writes what came of it. */
final class Dialogue {
    static final String PROMPT = "(realmstep) ";

    private final DebugSession session;
    private final TerminalConsole guest;
    private final Transcript transcript;
    private final Console console;
    private @Nullable Stop last;

    Dialogue(DebugSession session, Console console, TerminalConsole guest, Transcript transcript) {
        this.session = session;
        this.console = console;
        this.guest = guest;
        this.transcript = transcript;
    }

    /** Where the realm last stood; empty if it never ran. */
    Optional<Stop> lastStop() {
        return Optional.ofNullable(last);
    }

    /**
     * Carries out a script, showing each line as if it were typed; it ends early with the realm: a realm that failed can
     * still be looked at, but not moved.
     *
     * @throws BadInputException at the first line that cannot be carried out
     */
    void play(List<String> lines) throws BadInputException {
        for (String line : lines) {
            if (isOver() || isQuit(line) || (isFinal() && console.isMovement(line))) {
                return;
            }
            if (isComment(line)) {
                continue;
            }
            transcript.command(line.strip());
            try {
                carryOut(line, CommandSource.Movement::move);
            } catch (EvaluationException e) {
                throw new BadInputException("%s: %s".formatted(line.strip(), e.getMessage()));
            }
        }
    }

    /** Carries out what is typed until the input or the realm ends; an empty line repeats the last one. */
    void interact(CommandSource source) throws IOException, BadInputException {
        String previous = "";
        while (!isOver()) {
            String line = source.next();
            if (line == null || isQuit(line)) {
                return;
            }
            String command = line.isBlank() ? previous : line;
            if (isComment(command)) {
                continue;
            }
            previous = command;
            try {
                carryOut(command, source::during);
            } catch (EvaluationException e) {
                transcript.failure(String.valueOf(e.getMessage()));
            }
        }
    }

    /** How a movement is let happen. */
    private interface Mover {
        Stop move(CommandSource.Movement movement) throws EvaluationException;
    }

    private void carryOut(String line, Mover mover) throws EvaluationException, BadInputException {
        if (!console.isMovement(line)) {
            transcript.answer(console.inspect(line));
            return;
        }
        if (isFinal()) {
            throw new EvaluationException("the realm cannot be resumed: it can only be looked at");
        }
        guest.resume();
        Stop stop = Sessions.seenFrom(guest, mover.move(() -> console.move(line)));
        last = stop;
        guest.endLine();
        transcript.stop(session, stop);
        if (stop.reason() == Stop.Reason.UNBUILT) {
            throw new BadInputException(stop.description());
        }
    }

    /** Whether there is nothing left to look at. */
    private boolean isOver() {
        return isFinal() && last != null && last.cpu() == null;
    }

    /** Whether the realm stands where it is for good. */
    private boolean isFinal() {
        return last != null && !last.isResumable();
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static boolean isQuit(String line) {
        return line.strip().equals("quit") || line.strip().equals("q");
    }
}
