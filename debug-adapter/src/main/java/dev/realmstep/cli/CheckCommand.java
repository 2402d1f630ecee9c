package dev.realmstep.cli;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.Severity;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.machine.DryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep check}: the language server's diagnostics, in batch. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks realm configurations; status 1 if one has an error.")
final class CheckCommand implements Callable<Integer> {
    /** The forms of report, by the names that the option takes. */
    enum Format {
        TEXT,
        JSON,
        SARIF;

        Report report() {
            return switch (this) {
                case TEXT -> new TextReport();
                case JSON -> new JsonReport();
                case SARIF -> new SarifReport();
            };
        }
    }

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, and folders whose .realm files are checked.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @Option(names = "--deny-warnings", description = "Warnings count as errors.")
    private boolean denyWarnings;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        List<Finding> findings = new ArrayList<>();
        for (Path file : files()) {
            for (Diagnostic diagnostic : check(file)) {
                findings.add(new Finding(file, diagnostic));
            }
        }
        String report = format.report().of(findings);
        if (!report.isEmpty()) {
            terminal.out().println(report);
        }
        return findings.stream().anyMatch(this::fails) ? ExitStatus.FAILED : ExitStatus.DONE;
    }

    /** What is found in the text; if that is no error, what the RMM says of the realms. */
    private static List<Diagnostic> check(Path file) {
        CheckedFile checked = RealmFiles.check(file);
        if (checked.hasErrors()) {
            return checked.diagnostics();
        }
        return Stream.concat(
                        checked.diagnostics().stream(),
                        checked.realms().stream().map(DryRun::of).flatMap(Optional::stream))
                .toList();
    }

    private boolean fails(Finding finding) {
        Severity severity = finding.diagnostic().severity();
        return severity == Severity.ERROR || (denyWarnings && severity == Severity.WARNING);
    }

    private List<Path> files() throws BadInputException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(realmFilesIn(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new BadInputException("%s: there is no such file".formatted(path));
            }
        }
        return files;
    }

    private static List<Path> realmFilesIn(Path folder) throws BadInputException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".realm"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadInputException("%s: cannot be searched: %s".formatted(folder, e.getMessage()));
        }
    }
}
