package dev.realmstep.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names in a folder. */
final class FolderListing {
    /** More proposals than this help nobody. */
    private static final int LIMIT = 200;

    private FolderListing() {}

    /**
     * Files and folders, the latter with a slash behind; none if the folder cannot be read.
     *
     * @param below the path of the folder to list, relative to {@code base}
     */
    static List<String> of(Path base, String below) {
        try (Stream<Path> entries = Files.list(base.resolve(below))) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .map(path -> path.getFileName() + (Files.isDirectory(path) ? "/" : ""))
                    .sorted()
                    .limit(LIMIT)
                    .toList();
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
    }
}
