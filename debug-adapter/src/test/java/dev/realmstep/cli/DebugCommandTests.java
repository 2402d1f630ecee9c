package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code realmstep debug}: scripts, and what is typed. */
class DebugCommandTests {
    private static final int NOP = 0xD503_201F;

    @TempDir
    private Path folder;

    @Test
    void aScriptedSessionPrintsItsStopsAndEndsWithTheGuest() throws IOException {
        int first = Samples.lineOf(Samples.HELLO_MAIN, "Hello from a realm.");

        Run run = realmstep(
                "debug",
                Samples.HELLO,
                "-e",
                "break main",
                "-e",
                "run",
                "-e",
                "next",
                "-e",
                "next",
                "-e",
                "info registers",
                "-e",
                "continue");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsSubsequence(
                        "(realmstep) break main",
                        "breakpoint 1 at 0x",
                        "(realmstep) run",
                        "breakpoint 1, vCPU 0 at main at main.c:",
                        "(realmstep) next",
                        "step, vCPU 0 at main at main.c:",
                        "(realmstep) info registers",
                        "x0 ",
                        "pstate",
                        "(realmstep) continue",
                        "the guest ended with status 0");
        assertThat(run.out()).contains(first + "\t    console_print(\"Hello from a realm.");
    }

    @Test
    void aScriptFileComesBeforeCommandsAndMayHaveComments() throws IOException {
        Path script = folder.resolve("script");
        Files.writeString(script, "# where it begins\n\nbreak print_version\n  run  \n");

        Run run = realmstep("debug", Samples.HELLO, "-x", script, "-e", "backtrace");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .doesNotContain("where it begins")
                .containsSubsequence("(realmstep) break", "(realmstep) run", "(realmstep) backtrace", "#1 ");
    }

    @Test
    void aLineThatCannotBeCarriedOutEndsTheScript() {
        Run run = realmstep("debug", Samples.HELLO, "-e", "dance", "-e", "run");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("realmstep: dance: ").contains("is no command");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).doesNotContain("Hello");
    }

    @Test
    void aScriptThatEndsBeforeTheGuestIsDone() {
        assertThat(realmstep("debug", Samples.HELLO, "-e", "start").status()).isZero();
    }

    @Test
    void sourcesAreFoundWhereTheMapSays() throws IOException {
        Files.copy(Samples.HELLO.resolveSibling("hello.elf"), folder.resolve("hello.elf"));
        Files.copy(Samples.HELLO_MAIN, folder.resolve("moved.c"));
        Path realm = Files.copy(Samples.HELLO, folder.resolve("hello.realm"));
        List<Object> session = List.of("debug", realm, "-e", "break main", "-e", "run");

        Run without = realmstep(session.toArray());
        Run beside = realmstep(with(session, "--source-map", "main=" + folder));
        Run mapped = realmstep(with(session, "--source-map", "main.c=" + folder.resolve("moved.c")));

        assertThat(mapped.status()).as(mapped.err()).isZero();
        assertThat(mapped.out()).contains("\t    console_print(\"Hello from");
        assertThat(without.out()).contains("main at main.c:").doesNotContain("console_print");
        assertThat(beside.out()).as("a prefix ends where a folder does").isEqualTo(without.out());
    }

    private static Object[] with(List<Object> arguments, Object... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray();
    }

    @Test
    void furtherFilesMayBringTheSymbols() throws IOException {
        Path guest = Samples.tinyGuest(folder, NOP, Samples.BRANCH_TO_SELF);

        Run run = realmstep(
                "debug",
                guest,
                "--symbols",
                Samples.HELLO.resolveSibling("hello.elf"),
                "-e",
                "break main",
                "-e",
                "info breakpoints");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("breakpoint 1 at 0x", "main.c:");
    }

    @Test
    void aFurtherFileThatIsNotThereIsNamed() throws IOException {
        Run run = realmstep("debug", Samples.tinyGuest(folder, NOP), "--symbols", "nowhere.elf", "-e", "start");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).isEqualTo("realmstep: nowhere.elf: there is no such file\n");
    }

    @Test
    void theLimitIsItsOwnStatus() throws IOException {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);

        Run run = realmstep("debug", file, "--max-instructions", 1000, "-e", "run");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("the limit of 1,000 instructions is reached");
    }

    /** It waits for events, which the counter sends every 16 ms: MOV, MOVK, MSR CNTKCTL_EL1, WFE, B. */
    @Test
    void aGuestThatWakesOnlyToSleepAgainStopsTheScriptAtTheEndOfItsPatience() throws IOException {
        Path file = Samples.tinyGuest(folder, 0xD280_1E80, 0xF2A0_0040, 0xD518_E100, 0xD503_205F, 0x17FF_FFFF);

        Run run = realmstep("debug", file, "-e", "run", "-e", "continue", "-e", "info threads");
        Run typed = Run.withInput("run\n", "debug", file);

        String stop = "the guest has slept for ten minutes of its time, and waits for console input, vCPU 0 at 0x8";
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsSubsequence("run", stop, "continue", stop, "info threads", "vCPU 0");
        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).contains(stop);
    }

    @Test
    void whatIsTypedIsCarriedOutAndAnEmptyLineRepeatsIt() throws IOException {
        int line = Samples.lineOf(Samples.HELLO_MAIN, "print_version();");

        Run run = Run.withInput("break " + line + "\nbreak main\nrun\nnext\n\nquit\n", "debug", Samples.HELLO);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("error: ")
                .containsSubsequence("step, vCPU 0 at main at main.c:", "step, vCPU 0 at main at main.c:")
                .doesNotContain("the guest ended");
    }

    @Test
    void theEndOfTheInputEndsTheSession() {
        assertThat(Run.withInput("start", "debug", Samples.HELLO).status()).isZero();
    }

    @Test
    void codeWithoutSymbolsIsDebuggedByRegistersAndAddresses() throws IOException {
        Path guest = Samples.tinyGuest(folder, NOP, NOP, Samples.BRANCH_TO_SELF);

        Run run = realmstep(
                "debug",
                guest,
                "-e",
                "start",
                "-e",
                "break *$pc + 8",
                "-e",
                "continue",
                "-e",
                "x/2wx $pc - 8",
                "-e",
                "print *(unsigned int *)0x80000008");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "breakpoint 1 at 0x80000008",
                        "breakpoint 1, vCPU 0 at 0x80000008",
                        "0x0000000080000000: 0xd503201f 0xd503201f",
                        Integer.toUnsignedString(Samples.BRANCH_TO_SELF));
    }

    @Test
    void aNameInCodeWithoutSymbolsIsRefusedWithTheReason() throws IOException {
        Run run = realmstep("debug", Samples.tinyGuest(folder, NOP), "-e", "start", "-e", "print counter");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("no symbol \"counter\"").hasLineCount(1);
    }
}
