package dev.realmstep.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of modules of Linux: {@code NAME.ko}, or {@code NAME.ko.debug} where debug information is kept apart, perhaps
 * packed.
 */
public final class LinuxModuleFiles {
    private static final Pattern NAME = Pattern.compile("(.+)\\.ko(?:\\.debug)?(?:\\.(?:xz|gz|zst))?");

    /** A folder of all of a distribution's modules has some ten thousand files and folders. */
    private static final int MOST_LOOKED_AT = 50_000;

    private LinuxModuleFiles() {}

    /** The module that a file is named after, as the kernel calls it: with underscores, whatever the file has. */
    public static Optional<String> moduleOf(Path file) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Optional.of(matcher.group(1).replace('-', '_')) : Optional.empty();
    }

    /** The files of modules in a folder and below it, by the module, in the order of their paths. */
    public static Map<String, List<Path>> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return modules(files)
                    .sorted()
                    .collect(Collectors.groupingBy(
                            file -> moduleOf(file).orElseThrow(), TreeMap::new, Collectors.toList()));
        }
    }

    /** Whether there is any in a folder or below it. */
    public static boolean anyBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return modules(files).findAny().isPresent();
        }
    }

    private static Stream<Path> modules(Stream<Path> files) {
        return files.limit(MOST_LOOKED_AT).filter(file -> moduleOf(file).isPresent() && Files.isRegularFile(file));
    }
}
