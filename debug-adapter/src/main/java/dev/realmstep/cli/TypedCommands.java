package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Stop;
import dev.realmstep.debugger.console.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Commands from a user at a terminal, with history, editing and completion. While the realm runs the keys are the guest's,
 * and Ctrl-C makes it pause.
 */
final class TypedCommands implements CommandSource {
    /** Steps are over sooner, and leave the terminal alone. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Terminal user;
    private final DebugSession session;
    private final LineReader reader;

    TypedCommands(Terminal user, DebugSession session, Console console) {
        this.user = user;
        this.session = session;
        this.reader = LineReaderBuilder.builder()
                .terminal(user)
                .parser(parser())
                .completer((own, line, candidates) -> {
                    String typed = line.line().substring(0, line.cursor());
                    console.completions(typed).forEach(word -> candidates.add(new Candidate(word)));
                })
                // An exclamation mark is C's.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_FILE, historyFile(System.getenv(), System.getProperty("user.home")))
                .build();
        session.terminal().setAttended(true);
    }

    /** Words end at spaces alone: quotes and backslashes are those of C. */
    private static DefaultParser parser() {
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setQuoteChars(new char[0]);
        return parser;
    }

    /** Where the XDG Base Directory Specification has such files. */
    static Path historyFile(Map<String, String> environment, String home) {
        String chosen = environment.getOrDefault("XDG_STATE_HOME", "");
        Path state =
                !chosen.isEmpty() && Path.of(chosen).isAbsolute() ? Path.of(chosen) : Path.of(home, ".local/state");
        return state.resolve("realmstep").resolve("debug-history");
    }

    @Override
    public @Nullable String next() {
        while (true) {
            try {
                return reader.readLine(Dialogue.PROMPT);
            } catch (UserInterruptException e) {
                // Ctrl-C gives the line up: on to another
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public Stop during(Movement movement) throws EvaluationException {
        Terminal.SignalHandler before = user.handle(Terminal.Signal.INT, signal -> session.requestPause());
        try (Keyboard keyboard =
                new Keyboard(user, true, PATIENCE, key -> session.terminal().type(new byte[] {(byte) key}))) {
            keyboard.open();
            return movement.move();
        } finally {
            user.handle(Terminal.Signal.INT, before);
        }
    }
}
