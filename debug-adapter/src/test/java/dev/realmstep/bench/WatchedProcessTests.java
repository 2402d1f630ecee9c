package dev.realmstep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class WatchedProcessTests {
    private static WatchedProcess shell(String script) {
        return new WatchedProcess(List.of("/bin/sh", "-c", script));
    }

    @Test
    void eachLineIsToldWithTheUsageUpToThere() throws Exception {
        List<String> lines = new ArrayList<>();
        List<Usage> usages = new ArrayList<>();

        shell("printf 'one\\r\\n'; sleep 0.1; echo two").runToItsEnd((line, usage) -> {
            if (!line.isEmpty()) {
                lines.add(line);
                usages.add(usage);
            }
        });

        assertThat(lines).containsExactly("one", "two");
        assertThat(usages.get(1).wall()).isGreaterThanOrEqualTo(usages.get(0).wall() + 100_000_000);
    }

    @Test
    void aBusyProcessUsesProcessorTimeAndMemory() throws Exception {
        Usage usage = shell("i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; printf '$ '; exec sleep 100")
                .runToPrompt("$ ");

        assertThat(usage.cpu()).isPositive().isLessThanOrEqualTo(usage.wall() + 100_000_000);
        assertThat(usage.peakMemory()).isGreaterThan(100_000);
    }

    @Test
    void aPromptNeedsNoEndOfLineAndEndsTheProcess() throws Exception {
        Usage usage = shell("echo booting; printf 'realm:~# '; exec sleep 100").runToPrompt("realm:~# ");

        assertThat(usage.wall()).isPositive();
    }

    @Test
    void aPromptThatDoesNotComeIsAFailure() {
        assertThatThrownBy(() -> shell("echo panic").runToPrompt("realm:~# "))
                .isInstanceOf(ContenderException.class)
                .hasMessage("sh: ended with status 0; the last it wrote: panic");
    }

    @Test
    void aFailureIsToldInTheProcessesOwnWords() {
        assertThatThrownBy(() -> shell("echo no such kernel >&2; exit 1").runToItsEnd((line, usage) -> {}))
                .isInstanceOf(ContenderException.class)
                .hasMessage("sh: ended with status 1; the last it wrote: no such kernel");
    }

    @Test
    void aMissingProgramIsAFailure() {
        assertThatThrownBy(() -> new WatchedProcess(List.of("/no/such/program")).runToPrompt("$"))
                .isInstanceOf(ContenderException.class)
                .hasMessageStartingWith("program: cannot be started");
    }
}
