package dev.realmstep.cli;

import dev.realmstep.config.Diagnostic;
import java.nio.file.Path;

/**
 * A diagnostic with the file that it is about.
 *
 * @param file as the command line named it
 */
record Finding(Path file, Diagnostic diagnostic) {}
