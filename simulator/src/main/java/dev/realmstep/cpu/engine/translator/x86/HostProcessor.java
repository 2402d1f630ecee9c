package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the code of {@link X86BackEnd} needs of the machine that Java runs on. */
public final class HostProcessor {
    /** As Linux names them; it lists only what it also saves the registers of. */
    private static final List<String> NEEDED = List.of("avx", "avx2", "fma", "bmi1", "bmi2", "abm", "aes", "pclmulqdq");

    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    private HostProcessor() {}

    /** @throws ExecutableMemoryException if this is no x86-64 with Linux, or lacks instructions; the message says what */
    public static void check() throws ExecutableMemoryException {
        check(System.getProperty("os.name"), System.getProperty("os.arch"), DESCRIPTION);
    }

    static void check(String system, String architecture, Path description) throws ExecutableMemoryException {
        if (!system.equals("Linux") || !architecture.equals("amd64")) {
            throw new ExecutableMemoryException(
                    "translation needs Linux on x86-64, and this is %s on %s".formatted(system, architecture));
        }
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeAll(flags(description));
        if (!missing.isEmpty()) {
            throw new ExecutableMemoryException(
                    "translation needs what this processor does not have: " + String.join(", ", missing));
        }
    }

    private static Set<String> flags(Path description) throws ExecutableMemoryException {
        try {
            // All processors have the same.
            return Files.readAllLines(description, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
                    .orElseGet(HashSet::new);
        } catch (IOException e) {
            throw new ExecutableMemoryException(
                    "%s, which says what the processor has, cannot be read: %s".formatted(description, e.getMessage()));
        }
    }
}
