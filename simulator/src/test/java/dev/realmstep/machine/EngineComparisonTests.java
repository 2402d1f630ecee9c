package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlanner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EngineComparisonTests {
    private static final long FAR_MORE_THAN_NEEDED = 10_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"hello/hello", "ripas/ripas", "smp/smp", "interrupts/interrupts"})
    void bothEnginesRunASampleAlike(String sample) throws Exception {
        EngineComparison comparison = comparison(Path.of("../samples", sample + ".realm"));

        assertThat(comparison.run(FAR_MORE_THAN_NEEDED))
                .isInstanceOfSatisfying(
                        EngineComparison.Equal.class,
                        equal -> assertThat(equal.end()).isInstanceOf(StopReason.Ended.class));
    }

    /** Integers, floating point, atomics, exceptions, system calls, TLB maintenance, code that is moved. */
    @Test
    void bothEnginesRunAThousandthOfTheWorkloadsAlike(@TempDir Path folder) throws Exception {
        Path workloads = Path.of("../samples/bench").toAbsolutePath();
        String realm = Files.readString(workloads.resolve("workloads.realm"))
                .replace("workloads.elf", workloads.resolve("workloads.elf").toString())
                .replace("dtb       generated", "dtb generated\n  cmdline \"scale=1/1000\"");
        EngineComparison comparison = comparison(Files.writeString(folder.resolve("scaled.realm"), realm));

        assertThat(comparison.run(FAR_MORE_THAN_NEEDED))
                .isInstanceOfSatisfying(
                        EngineComparison.Equal.class,
                        equal -> assertThat(equal.end()).isInstanceOf(StopReason.Ended.class));
    }

    private static EngineComparison comparison(Path file) throws ExecutableMemoryException, PlanException {
        var realm = RealmFiles.check(file).realms().getFirst();
        return new EngineComparison(RealmPlanner.plan(realm), value -> {}, new Interpreter(), Translator.forThisHost());
    }
}
