package dev.realmstep.debugger;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the source files that debug information names: as compiled if they are there, by a map of path prefixes, or
 * beside the image, since sources usually travel with it.
 */
public final class SourceFiles {
    private final Map<String, String> prefixes;
    private final List<Path> folders;

    /**
     * @param prefixes path prefixes as compiled, and what they are here
     * @param folders where relative names are looked up, in order
     */
    public SourceFiles(Map<String, String> prefixes, List<Path> folders) {
        this.prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
        this.folders = List.copyOf(folders);
    }

    /** Where a source file is on this machine, if it is. */
    public Optional<Path> locate(String compiledPath) {
        try {
            Path mapped = Path.of(applyPrefixes(compiledPath));
            if (mapped.isAbsolute()) {
                return Optional.of(mapped).filter(Files::isRegularFile);
            }
            return folders.stream()
                    .map(folder -> folder.resolve(mapped).toAbsolutePath().normalize())
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String applyPrefixes(String path) {
        for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
            if (isBelow(path, prefix.getKey())) {
                return prefix.getValue() + path.substring(prefix.getKey().length());
            }
        }
        return path;
    }

    /** Whether a prefix ends where a folder of the path does: {@code /src/linux} is not a part of {@code /src/linux-7}. */
    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/');
    }
}
