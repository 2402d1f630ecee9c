package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
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
    private static final int BR_XZR = 0xD61F_03E0;
    private static final int HVC_0 = 0xD400_0002;
    private static final int MSR_SPSR_EL1_XZR = 0xD518_401F;
    private static final int MSR_ELR_EL1_XZR = 0xD518_403F;
    private static final int ERET = 0xD69F_03E0;
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
    void theProcessorIsShownAsItWasAtTheExceptionThatNothingHandles() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MOV_X0_0X1000, LDR_X1_FROM_X0));

        VirtualCpu cpu = failed.cpu();
        assertThat(cpu.programCounter()).isEqualTo(BASE + 4);
        assertThat(cpu.x(0)).isEqualTo(0x1000);
        assertThat(cpu.systemRegister(SystemRegister.ESR_EL1)).isEqualTo(0x9600_0210L);
        assertThat(cpu.systemRegister(SystemRegister.FAR_EL1)).isEqualTo(0x1000);
        assertThat(cpu.systemRegister(SystemRegister.ELR_EL1)).isEqualTo(BASE + 4);
        assertThat(cpu.processState()).isEqualTo(cpu.systemRegister(SystemRegister.SPSR_EL1));
    }

    @Test
    void aBranchToWhereNoMemoryIsIsReportedWithTheTarget() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MOV_X0_0X1000, BR_X0));

        assertThat(failed.address()).isEqualTo(0x1000);
        // A synchronous external abort, not on a walk, from the same level (Arm ARM D23.2.37: IFSC 0b010000), with EA.
        assertThat(failed.why()).contains("instruction abort same level, ESR_EL1 0x86000210, FAR_EL1 0x1000");
    }

    @Test
    void aLoadFromWhereNoMemoryIsIsReportedWithItsInstruction() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MOV_X0_0X1000, LDR_X1_FROM_X0));

        assertThat(failed.address()).isEqualTo(BASE + 4);
        assertThat(failed.why()).contains("data abort same level, ESR_EL1 0x96000210, FAR_EL1 0x1000");
    }

    @Test
    void aBranchToZeroIsNotTakenForItsOwnVector() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(BR_XZR));

        assertThat(failed.address()).isZero();
        assertThat(failed.why()).contains("ESR_EL1 0x86000210, FAR_EL1 0x0;").contains("its vector at 0x200");
    }

    @Test
    void aHypervisorCallIsUndefinedAtItsOwnAddress() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(NOP, HVC_0));

        assertThat(failed.address()).isEqualTo(BASE + 4);
        assertThat(failed.why()).contains("an undefined instruction, ESR_EL1 0x2000000");
    }

    @Test
    void anExceptionReturnToWhereNothingIsIsReportedAtItsTarget() throws IOException, PlanException {
        StopReason.Failed failed = failureOf(machine(MSR_SPSR_EL1_XZR, MSR_ELR_EL1_XZR, ERET));

        assertThat(failed.address()).isZero();
        assertThat(failed.why()).contains("instruction abort lower level").contains("its vector at 0x400");
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
