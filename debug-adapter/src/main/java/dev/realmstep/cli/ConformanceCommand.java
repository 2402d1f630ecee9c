package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.Stop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep conformance}: runs a machine with Arm's compliance suite for RMMs on it, and counts its results. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description = "Runs a machine that boots Arm's compliance suite for RMMs, and prints the table of its results; "
                + "status 1 if a test failed or the suite did not come to its end.")
final class ConformanceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The .realm file that describes the machine.")
    private Path file = Path.of("");

    @Option(names = "--machine", paramLabel = "NAME", description = "Which machine, if the file describes several.")
    private @Nullable String machine;

    @Option(names = "--log", paramLabel = "FILE", description = "Writes what the suite writes to its console.")
    private @Nullable Path logFile;

    @Option(
            names = "--max-instructions",
            paramLabel = "N",
            description = "Ends the run, with status 3, after so many instructions; default: ${DEFAULT-VALUE}.")
    private long maxInstructions = 100_000_000_000L;

    ConformanceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        if (maxInstructions < 1) {
            throw new BadInputException("--max-instructions must be at least 1");
        }
        if (logFile != null) {
            // Now rather than after the run, whose results would be lost.
            write(logFile, new byte[0]);
        }
        LaunchOptions options =
                LaunchOptions.of(file).ofRealm(Optional.ofNullable(machine)).withMaxInstructions(maxInstructions);
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        DebugSession session = Sessions.launch(options, console::write, terminal);
        Stop stop = run(session);
        if (stop.reason() == Stop.Reason.UNBUILT) {
            throw new BadInputException(stop.description());
        }
        if (logFile != null) {
            write(logFile, console.toByteArray());
        }
        ComplianceLog log = ComplianceLog.parse(console.toString(StandardCharsets.ISO_8859_1));
        ComplianceTable.of(log).forEach(terminal.out()::println);
        terminal.out().println();
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "%,d instructions; log of %,d bytes, SHA-256 %s",
                        session.machine().instructions(),
                        console.size(),
                        digest(console.toByteArray())));
        return status(session, stop, log);
    }

    private Stop run(DebugSession session) {
        try (Progress progress = new Progress(terminal)) {
            progress.begin("running " + file);
            Stop entry = session.start();
            return entry.reason() == Stop.Reason.ENTRY
                    ? session.resume(session.cpus().getFirst())
                    : entry;
        }
    }

    private int status(DebugSession session, Stop stop, ComplianceLog log) {
        if (log.total().isEmpty()) {
            terminal.tell("the suite did not come to its end: " + Sessions.describe(session, stop));
        }
        int status = Sessions.exitStatus(session, Optional.of(stop));
        return status == ExitStatus.DONE && !log.isGood() ? ExitStatus.FAILED : status;
    }

    private static void write(Path destination, byte[] log) throws BadInputException {
        try {
            Files.write(destination, log);
        } catch (IOException e) {
            throw new BadInputException("%s: cannot be written: %s".formatted(destination, e.getMessage()));
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
