package dev.realmstep.config;

import java.nio.file.Path;
import java.util.List;

/** What a block of a {@code .realm} file describes. */
public sealed interface Description permits RealmConfiguration, MachineConfiguration {
    /** The name in the file. */
    String name();

    /** What the names of files are relative to. */
    Path folder();

    /** What is in memory before the first instruction, in the order of the file. */
    List<LoadDirective> loads();

    /** Where the name is and the block begins. */
    SourceLocation source();

    /** The path of a file that is named. */
    default Path resolve(FileReference file) {
        return folder().resolve(file.written());
    }
}
