package dev.realmstep.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A child process whose console is read, and whose use of time and memory is known at each line of it. */
final class WatchedProcess {
    /** Longer than any guest takes, even under the interpreter. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int EXIT_OF_A_SIGNAL = 128;

    private final List<String> command;
    private final StringBuilder line = new StringBuilder();
    private String lastLine = "";
    private Usage usage = Usage.NONE;

    WatchedProcess(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * Runs the command until it ends with status 0.
     *
     * @param console is told each line, without its end, and the usage up to there
     * @return the usage at the last line
     */
    Usage runToItsEnd(BiConsumer<String, Usage> console) throws ContenderException, InterruptedException {
        return run(Optional.empty(), console);
    }

    /**
     * Runs the command until its console shows a text that is not followed by the end of a line, as a prompt is, and ends it.
     *
     * @return the usage up to there
     */
    Usage runToPrompt(String prompt) throws ContenderException, InterruptedException {
        return run(Optional.of(prompt), (ignored, usageThere) -> {});
    }

    private Usage run(Optional<String> prompt, BiConsumer<String, Usage> console)
            throws ContenderException, InterruptedException {
        long start = System.nanoTime();
        Process process = start();
        Executor later = CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        later.execute(process::destroyForcibly);
        try (InputStream output = process.getInputStream()) {
            for (int value = output.read(); value >= 0; value = output.read()) {
                if (value == '\n') {
                    usage = usage(process, start);
                    endLine(console);
                } else if (value != '\r') {
                    line.append((char) value);
                }
                if (prompt.isPresent() && line.indexOf(prompt.get()) >= 0) {
                    return usage(process, start);
                }
            }
            endLine(console);
            int status = process.waitFor();
            if (status != 0 || prompt.isPresent()) {
                throw failure(status);
            }
            return usage;
        } catch (IOException e) {
            throw new ContenderException("%s: its output cannot be read: %s".formatted(name(), e.getMessage()));
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private void endLine(BiConsumer<String, Usage> console) {
        String text = line.toString();
        line.setLength(0);
        if (!text.isBlank()) {
            lastLine = text;
        }
        console.accept(text, usage);
    }

    /** Standard error goes the same way, so that a failure is told in the process's own words. */
    private Process start() throws ContenderException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new ContenderException("%s: cannot be started: %s".formatted(name(), e.getMessage()));
        }
    }

    private Usage usage(Process process, long start) {
        long wall = System.nanoTime() - start;
        long cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(usage.cpu());
        return new Usage(wall, cpu, peakMemory(process).orElse(usage.peakMemory()));
    }

    /** Linux keeps it (proc_pid_status(5), VmHWM), in kibibytes; a process that has just ended has none any more. */
    private static Optional<Long> peakMemory(Process process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ContenderException failure(int status) {
        String how = status > EXIT_OF_A_SIGNAL
                ? "was ended by signal " + (status - EXIT_OF_A_SIGNAL)
                : "ended with status " + status;
        return new ContenderException("%s: %s; the last it wrote: %s".formatted(name(), how, lastLine));
    }

    private String name() {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }
}
