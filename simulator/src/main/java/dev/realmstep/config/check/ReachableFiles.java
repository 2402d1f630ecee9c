package dev.realmstep.config.check;

import dev.realmstep.config.Description;
import dev.realmstep.config.FileReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The files that a {@code .realm} file can name. */
@FunctionalInterface
public interface ReachableFiles {
    /** Where files cannot be looked up, as for a text that is not saved anywhere. */
    ReachableFiles UNKNOWN = path -> new FileFacts.Unknown();

    /** What is at a path. */
    FileFacts inspect(Path path);

    /** What a file is that a description names. */
    default FileFacts inspect(Description description, FileReference file) {
        try {
            return inspect(description.resolve(file));
        } catch (InvalidPathException impossible) {
            return new FileFacts.Unreadable("it is no possible name of a file");
        }
    }
}
