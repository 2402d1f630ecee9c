package dev.realmstep.cli;

import dev.realmstep.bench.Comparison;
import dev.realmstep.bench.ComparisonJson;
import dev.realmstep.bench.ComparisonText;
import dev.realmstep.bench.ContenderException;
import dev.realmstep.bench.EngineTasks;
import dev.realmstep.bench.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code realmstep bench engine}: how fast guests run, against QEMU on the same host. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "Runs the same guests under QEMU and under Realmstep, in turn, and compares times and memory.")
final class BenchEngineCommand implements Callable<Integer> {
    /** What the script {@code realmstep} sets to the project's folder. */
    private static final String HOME_PROPERTY = "realmstep.home";

    private final Terminal terminal;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each guest runs; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "These alone: integer, memory, calls, float, atomics, exceptions, cold, linux-small, linux-debian.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--kernels", description = "Tells the parts of each workload apart.")
    private boolean withKernels;

    @Option(names = "--json", description = "Writes the numbers for programs.")
    private boolean asJson;

    BenchEngineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException, IOException, InterruptedException {
        if (rounds < 1) {
            throw new BadInputException("--rounds must be at least 1");
        }
        Path home = home();
        Set<String> names = names(home);
        Path scratch = Files.createTempDirectory("realmstep-bench");
        try {
            return measure(home, scratch, names);
        } finally {
            deleteAll(scratch);
        }
    }

    private int measure(Path home, Path scratch, Set<String> names) throws BadInputException, InterruptedException {
        try {
            Comparison comparison =
                    EngineTasks.prepare(home, scratch, names, rounds).run(withKernels, terminal::tell);
            if (asJson) {
                terminal.out().println(ComparisonJson.of(comparison));
            } else {
                ComparisonText.of(comparison).forEach(terminal.out()::println);
            }
            return ExitStatus.DONE;
        } catch (UnavailableException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        } catch (ContenderException e) {
            terminal.tell(String.valueOf(e.getMessage()));
            return ExitStatus.FAILED;
        }
    }

    private static Path home() throws BadInputException {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new BadInputException("bench needs the project's folder; start it by the script realmstep there");
        }
        return Path.of(home);
    }

    /** All that there is, unless the user chose. */
    private Set<String> names(Path home) throws BadInputException {
        List<String> all = Stream.concat(EngineTasks.WORKLOADS.stream(), EngineTasks.BOOTS.stream())
                .toList();
        for (String name : only) {
            if (!all.contains(name)) {
                throw new BadInputException("--only %s: there are %s".formatted(name, String.join(", ", all)));
            }
        }
        Set<String> names = new LinkedHashSet<>(only.isEmpty() ? all : only);
        if (names.contains("linux-debian") && !EngineTasks.hasDebian(home)) {
            if (!only.isEmpty()) {
                throw new BadInputException("--only linux-debian: samples/linux/debian/get.sh has to get it first");
            }
            terminal.tell("linux-debian is left out: samples/linux/debian/get.sh gets it");
            names.remove("linux-debian");
        }
        return names;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
