package dev.realmstep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class EngineBenchTests {
    @TempDir
    private Path folder;

    private List<String> contender(String name) {
        String script = "echo %s >>'%s'; echo begin calls; echo end calls 0123456789abcdef"
                .formatted(name, folder.resolve("order"));
        return List.of("/bin/sh", "-c", script);
    }

    @Test
    void theContendersTakeTurnsInBeginning() throws Exception {
        Task task = new Task("workloads", contender("qemu"), contender("realmstep"), Optional.empty());

        Comparison comparison = new EngineBench(List.of(task), 2).run(false, progress -> {});

        assertThat(Files.readAllLines(folder.resolve("order")))
                .containsExactly("qemu", "realmstep", "realmstep", "qemu");
        assertThat(comparison.rows()).extracting(Comparison.Row::name).containsExactly("calls");
    }
}
