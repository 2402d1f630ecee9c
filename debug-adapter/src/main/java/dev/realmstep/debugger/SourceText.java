package dev.realmstep.debugger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of source files, for those who show lines of it. */
public final class SourceText {
    private final SourceFiles files;

    SourceText(SourceFiles files) {
        this.files = files;
    }

    /** One line of a file, if the file is on this machine and has it. */
    public Optional<String> line(SourceLine line) {
        List<String> lines = read(line.file());
        return line.line() >= 1 && line.line() <= lines.size()
                ? Optional.of(lines.get(line.line() - 1))
                : Optional.empty();
    }

    /** The lines around one, with their numbers; empty if the file is not on this machine. */
    public String around(SourceLine center, int count) {
        List<String> lines = read(center.file());
        int first = Math.max(1, center.line() - count / 2);
        int last = Math.min(lines.size(), first + count - 1);
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> "%s%5d  %s".formatted(n == center.line() ? ">" : " ", n, lines.get(n - 1)))
                .collect(Collectors.joining("\n"));
    }

    private List<String> read(String file) {
        Optional<Path> path = files.locate(file);
        if (path.isEmpty()) {
            return List.of();
        }
        try {
            return Files.readAllLines(path.get());
        } catch (IOException e) {
            return List.of(); // unreadable, or not UTF-8: the caller does without the text
        }
    }
}
