package dev.realmstep.dap;

import dev.realmstep.machine.EngineChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a launch request, checked.
 *
 * @param program the {@code .realm} file
 * @param realm which realm of the file; empty for its only one
 * @param stopOnEntry whether to stop in front of the first instruction
 * @param noDebug whether to run without breakpoints
 * @param symbols further files with debug information
 * @param sourceMap prefixes of source paths as compiled, and what they are here
 * @param engine what executes instructions; empty for the fastest
 * @param maxInstructions after how many instructions to stop for good
 */
record LaunchArguments(
        Path program,
        Optional<String> realm,
        boolean stopOnEntry,
        boolean noDebug,
        List<Path> symbols,
        Map<String, String> sourceMap,
        Optional<EngineChoice> engine,
        long maxInstructions) {

    static LaunchArguments of(Map<String, Object> arguments) throws RequestFailure {
        Object program = arguments.get("program");
        if (!(program instanceof String path) || path.isBlank()) {
            throw new RequestFailure("launch: `program` must name a .realm file");
        }
        return new LaunchArguments(
                path("program", path),
                Optional.ofNullable(arguments.get("realm")).map(Object::toString),
                flag(arguments, "stopOnEntry"),
                flag(arguments, "noDebug"),
                paths(arguments.get("symbols")),
                texts(arguments.get("sourceMap")),
                engine(arguments.get("engine")),
                count(arguments.get("maxInstructions")));
    }

    private static Path path(String name, String text) throws RequestFailure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new RequestFailure("launch: `%s` is not a path: %s".formatted(name, e.getReason()));
        }
    }

    private static boolean flag(Map<String, Object> arguments, String name) {
        return Boolean.TRUE.equals(arguments.get(name));
    }

    private static List<Path> paths(@Nullable Object value) throws RequestFailure {
        List<Path> paths = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object entry : list) {
                paths.add(path("symbols", String.valueOf(entry)));
            }
        } else if (value != null) {
            throw new RequestFailure("launch: `symbols` must be a list of paths");
        }
        return paths;
    }

    private static Map<String, String> texts(@Nullable Object value) throws RequestFailure {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((from, to) -> texts.put(String.valueOf(from), String.valueOf(to)));
        } else if (value != null) {
            throw new RequestFailure("launch: `sourceMap` must map path prefixes to path prefixes");
        }
        return texts;
    }

    private static Optional<EngineChoice> engine(@Nullable Object value) throws RequestFailure {
        if (value == null) {
            return Optional.empty();
        }
        for (EngineChoice choice : EngineChoice.values()) {
            if (choice.name().equalsIgnoreCase(value.toString())) {
                return Optional.of(choice);
            }
        }
        throw new RequestFailure("launch: `engine` must be `translator` or `interpreter`");
    }

    private static long count(@Nullable Object value) throws RequestFailure {
        if (value == null) {
            return Long.MAX_VALUE;
        }
        if (value instanceof Number number && number.longValue() > 0) {
            return number.longValue();
        }
        throw new RequestFailure("launch: `maxInstructions` must be a number above 0");
    }
}
