package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests of a few instructions that go wrong, and what the machine says of them. */
class FailingGuestTests {
    private static final long BASE = 0x8000_0000L;
    private static final int UDF = 0x0000_0000;
    private static final int NOP = 0xD503_201F;
    private static final int BRANCH_TO_SELF = 0x1400_0000;
    private static final int MOV_X0_0X1000 = 0xD282_0000;
    private static final int BR_X0 = 0xD61F_0000;
    private static final int LDR_X1_FROM_X0 = 0xF940_0001;
    private static final int WFI = 0xD503_207F;

    @TempDir
    private Path folder;

    private Machine machine(int... instructions) throws IOException, PlanException {
        return TinyGuest.of(folder, instructions);
    }

    private static StopReason.Failed failureOf(Machine machine) {
        StopReason reason = machine.run(StopCondition.NEVER, 1_000_000);
        assertThat(reason).isInstanceOf(StopReason.Failed.class);
        return (StopReason.Failed) reason;
    }

    @Test
    void anUndefinedInstructionWithoutVectorsIsReportedWithItsAddress() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(NOP, UDF));

        assertThat(failed.address()).isEqualTo(BASE + 4);
        assertThat(failed.why()).contains("an undefined instruction").contains("its vector at 0x200");
    }

    @Test
    void aBranchToWhereNoMemoryIsIsReportedWithTheTarget() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MOV_X0_0X1000, BR_X0));

        assertThat(failed.address()).isEqualTo(0x1000);
        assertThat(failed.why()).contains("instruction abort");
    }

    @Test
    void aLoadFromWhereNoMemoryIsIsReportedWithItsInstruction() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MOV_X0_0X1000, LDR_X1_FROM_X0));

        assertThat(failed.address()).isEqualTo(BASE + 4);
        assertThat(failed.why()).contains("data abort");
    }

    @Test
    void anEndlessLoopRunsIntoTheLimit() throws IOException, PlanException {
        Machine machine = machine(BRANCH_TO_SELF);

        assertThat(machine.run(StopCondition.NEVER, 10_000)).isEqualTo(new StopReason.InstructionLimit());
        assertThat(machine.instructions()).isEqualTo(10_000);
    }

    @Test
    void aProcessorThatWaitsForNothingIsStuck() throws IOException, PlanException {
        assertThat(machine(WFI).run(StopCondition.NEVER, 1_000_000)).isInstanceOf(StopReason.Stuck.class);
    }
}
