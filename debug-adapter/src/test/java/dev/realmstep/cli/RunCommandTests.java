package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code realmstep run}: the guest's console and how it ends. */
class RunCommandTests {
    private static final int UDF = 0;
    private static final int MOV_X0_0X1000 = 0xD282_0000;
    private static final int BR_X0 = 0xD61F_0000;
    /** Where a synchronous exception from the current level goes, behind VBAR_EL1. */
    private static final int VECTOR = 0x200;

    @TempDir
    private Path folder;

    @Test
    void theConsoleIsStandardOutputAndNothingElseIsSaid() {
        Run run = realmstep("run", Samples.HELLO);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Hello from a realm.").contains("256 MiB are 65536 granules");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aMachineRunsItsSoftwareUntilThatTurnsItOff() {
        Run run = realmstep("run", Samples.NORMAL_WORLD);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "host: RMM 1.0",
                        "host: the realm asks for the square of 1",
                        "host: the realm asks for the square of 2",
                        "host: the realm asks for the square of 3",
                        "host: the realm is off");
        assertThat(run.err()).isEmpty();
        assertThat(realmstep("run", Samples.NORMAL_WORLD, "--engine", "interpreter"))
                .isEqualTo(run);
    }

    @Test
    void twoRunsAreEqual() {
        assertThat(realmstep("run", Samples.SMP)).isEqualTo(realmstep("run", Samples.SMP));
    }

    @Test
    void aRunStopsAtItsGoalAndSaysWhere() {
        Run run = realmstep("run", Samples.HELLO, "--until", "print_walk");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("print_walk at main.c:");
        assertThat(run.out()).doesNotContain("256 MiB");
    }

    @Test
    void aGuestThatLoopsForEverHitsTheLimit() throws IOException {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);

        Run run = realmstep("run", file, "--max-instructions", 10_000);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("the limit of 10,000 instructions is reached")
                .contains("0x80000000");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aMistakeThatIsIgnoredLetsTheGuestFailAndTheLastAbortExplainsWhy() throws IOException {
        int[] readsAndSpins = new int[VECTOR / Integer.BYTES + 1];
        readsAndSpins[0] = 0xD2B0_0001; // mov x1, #0x80000000
        readsAndSpins[1] = 0xD518_C001; // msr vbar_el1, x1
        readsAndSpins[2] = MOV_X0_0X1000;
        readsAndSpins[3] = 0xF940_0000; // ldr x0, [x0]: no memory of the realm
        readsAndSpins[VECTOR / Integer.BYTES] = Samples.BRANCH_TO_SELF;
        Path file = Samples.tinyGuest(folder, readsAndSpins);
        Files.writeString(file, Files.readString(file).replace("ram 0x8000_0000", """
                                device uart "ns16550a" at 0x100_0000 unprotected irq 32
                                dtb generated
                                cmdline "earlycon=uart8250,mmio,0x1000000"
                                ram 0x8000_0000"""));

        assertThat(realmstep("run", file).status()).isEqualTo(2);
        Run run = realmstep("run", file, "--ignore", "RS411", "--max-instructions", 10_000);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(2).last().asString().contains("abort at IPA 0x1000: its RIPAS is EMPTY");
    }

    @Test
    void oneOfSeveralRealmsIsChosenByName() throws IOException {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        String realm = Files.readString(file);
        Files.writeString(file, realm + realm.replace("realm \"guest\"", "realm \"other\""));

        assertThat(realmstep("run", file).err()).contains("several realms").contains("guest, other");
        assertThat(realmstep("run", file, "--realm", "other", "--max-instructions", 100)
                        .status())
                .isEqualTo(3);
    }

    @Test
    void anUndefinedInstructionIsAFailureWithItsPlace() throws IOException {
        Run run = realmstep("run", Samples.tinyGuest(folder, UDF));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("0x80000000").contains("undefined instruction");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aBranchToWhereNoMemoryIsIsAFailureWithItsTarget() throws IOException {
        Run run = realmstep("run", Samples.tinyGuest(folder, MOV_X0_0X1000, BR_X0));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("0x1000").contains("instruction abort");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void standardInputIsTypedAtTheGuestsConsole() throws IOException {
        Run run = Run.withInput("one line that is longer than a FIFO\nq", "run", Samples.echoGuest(folder));

        assertThat(run).isEqualTo(new Run(0, ">one line that is longer than a FIFO\n", ""));
    }

    @Test
    void aGuestThatWaitsBehindTheEndOfTheInputHasFailed() throws IOException {
        Run run = Run.withInput("hi", "run", Samples.echoGuest(folder));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(">hi");
        assertThat(run.err()).contains("the guest waits for console input").hasLineCount(1);
    }

    @Test
    void aGoalThatIsNotReachedIsSaidAndIsNoSuccess() {
        Run run = realmstep("run", Samples.HELLO, "--until", "0x8fff_f000");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("0x8fff_f000 was not reached: the guest ended with status 0")
                .hasLineCount(1);
    }

    @Test
    void anOutputThatTakesNothingEndsTheRunWithOneLine() {
        for (Object[] command : new Object[][] {
            {"run", Samples.HELLO},
            {"check", Samples.FOLDER.resolve("bad")},
            {"debug", Samples.HELLO, "-e", "run"},
            {"--help"}
        }) {
            Run run = Run.withFullDisk(command);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("standard output cannot be written").hasLineCount(1);
        }
    }

    @Test
    void helpAndVersionAreNoMistakes() {
        assertThat(realmstep("--help").status()).isZero();
        assertThat(realmstep("--help").out()).contains("run", "debug", "check", "dap", "lsp");
        assertThat(realmstep("--version").out()).startsWith("realmstep ");
        assertThat(realmstep("debug", "--help").out()).contains("--max-instructions");
    }
}
