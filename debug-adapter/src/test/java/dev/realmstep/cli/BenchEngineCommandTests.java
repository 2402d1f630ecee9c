package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEngineCommandTests {
    private static final String HOME = "realmstep.home";

    @AfterEach
    void forgetHome() {
        System.clearProperty(HOME);
    }

    @Test
    void withoutTheScriptItSaysWhatIsMissing() {
        Run run = realmstep("bench", "engine");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err())
                .isEqualTo("realmstep: bench needs the project's folder; start it by the script realmstep there\n");
    }

    @Test
    void aFolderWithoutTheWorkloadsIsNamed(@TempDir Path folder) {
        System.setProperty(HOME, folder.toString());

        Run run = realmstep("bench", "engine", "--only", "calls");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err())
                .startsWith("realmstep: " + folder.resolve("samples/bench/workloads.elf") + ": not found")
                .hasLineCount(1);
    }

    @Test
    void anUnknownWorkloadIsRefusedWithThoseThatThereAre(@TempDir Path folder) {
        System.setProperty(HOME, folder.toString());

        Run run = realmstep("bench", "engine", "--only", "integer,whetstone");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err())
                .isEqualTo("realmstep: --only whetstone: there are integer, memory, calls, float, atomics, exceptions,"
                        + " cold, linux-small, linux-debian\n");
    }

    @Test
    void aKernelThatIsAskedForAndNotThereIsRefused(@TempDir Path folder) {
        System.setProperty(HOME, folder.toString());

        Run run = realmstep("bench", "engine", "--only", "linux-debian");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err())
                .isEqualTo("realmstep: --only linux-debian: samples/linux/debian/get.sh has to get it first\n");
    }

    @Test
    void noRoundIsRefused() {
        assertThat(realmstep("bench", "engine", "--rounds", "0").err())
                .isEqualTo("realmstep: --rounds must be at least 1\n");
    }
}
