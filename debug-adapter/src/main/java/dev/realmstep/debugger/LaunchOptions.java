package dev.realmstep.debugger;

import dev.realmstep.machine.EngineChoice;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to debug.
 *
 * @param program the {@code .realm} file
 * @param realm which realm of the file; empty for its only one
 * @param symbols files with debug information, and folders with modules of Linux, besides those that the configuration
 *     names
 * @param sourceMap prefixes of source paths as compiled, and what they are here
 * @param ignored codes of errors in the file in spite of which the realm is started
 * @param engine what executes instructions; empty for the fastest that this host can run
 * @param maxInstructions how many instructions the session may execute in all
 */
public record LaunchOptions(
        Path program,
        Optional<String> realm,
        List<Path> symbols,
        Map<String, String> sourceMap,
        Set<String> ignored,
        Optional<EngineChoice> engine,
        long maxInstructions) {
    public LaunchOptions {
        symbols = List.copyOf(symbols);
        ignored = Set.copyOf(ignored);
        sourceMap = Collections.unmodifiableMap(new LinkedHashMap<>(sourceMap));
    }

    /** A realm by its file alone. */
    public static LaunchOptions of(Path program) {
        return new LaunchOptions(
                program, Optional.empty(), List.of(), Map.of(), Set.of(), Optional.empty(), Long.MAX_VALUE);
    }

    /** The same with another limit. */
    public LaunchOptions withMaxInstructions(long instructions) {
        return new LaunchOptions(program, realm, symbols, sourceMap, ignored, engine, instructions);
    }

    /** The same with another realm of the file. */
    public LaunchOptions ofRealm(Optional<String> name) {
        return new LaunchOptions(program, name, symbols, sourceMap, ignored, engine, maxInstructions);
    }

    /** The same with errors that do not keep the realm from being started. */
    public LaunchOptions ignoring(Set<String> codes) {
        return new LaunchOptions(program, realm, symbols, sourceMap, codes, engine, maxInstructions);
    }

    /** The same with an engine that was asked for, or none. */
    public LaunchOptions on(Optional<EngineChoice> choice) {
        return new LaunchOptions(program, realm, symbols, sourceMap, ignored, choice, maxInstructions);
    }
}
