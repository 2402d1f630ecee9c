package dev.realmstep.config.check;

import java.nio.file.Path;

/** The files that a {@code .realm} file can name. */
@FunctionalInterface
public interface ReachableFiles {
    /** What is at a path. */
    FileFacts inspect(Path path);
}
