package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The interrupt of a performance counter that overflows, from the counter to the guest's handler (Arm ARM D13.3). */
class CounterOverflowTests {
    /** Sets interrupts and a counter of instructions up, which overflows after 1000, and counts in X20 what it does then. */
    private static final int[] GUEST = {
        0xD2B0_0000, // mov x0, #0x80000000
        0x9120_0000, // add x0, x0, #0x800
        0xD518_C000, // msr vbar_el1, x0
        0xD2A7_FFE1, // mov x1, #0x3fff0000
        0xF2C0_0021, // movk x1, #1, lsl #32
        0x5280_0242, // mov w2, #0x12
        0xB900_0022, // str w2, [x1]: GICD_CTLR.ARE and EnableGrp1
        0xD2A7_FFA1, // mov x1, #0x3ffd0000
        0xF2C0_0021, // movk x1, #1, lsl #32
        0xB900_143F, // str wzr, [x1, #0x14]: GICR_WAKER
        0x9140_4021, // add x1, x1, #0x10, lsl #12
        0x1280_0002, // mov w2, #-1
        0xB900_8022, // str w2, [x1, #0x80]: GICR_IGROUPR0
        0x52A0_1002, // mov w2, #1 << 23
        0xB901_0022, // str w2, [x1, #0x100]: GICR_ISENABLER0
        0xD280_1FE2, // mov x2, #0xff
        0xD518_4602, // msr icc_pmr_el1, x2
        0xD280_0033, // mov x19, #1
        0xD518_CCF3, // msr icc_igrpen1_el1, x19
        0xD280_0102, // mov x2, #8
        0xD51B_EC02, // msr pmevtyper0_el0, x2
        0x9280_7CF7, // mov x23, #-1000
        0x9240_7EF7, // and x23, x23, #0xffffffff
        0xD51B_E817, // msr pmevcntr0_el0, x23
        0xD518_9E33, // msr pmintenset_el1, x19
        0xD51B_9C33, // msr pmcntenset_el0, x19
        0xD503_42FF, // msr daifclr, #2
        0xD51B_9C13, // msr pmcr_el0, x19
        0x9100_0694, // add x20, x20, #1
        0x17FF_FFFF, // b .-4
    };

    private static final int IRQ_VECTOR = 0x800 + 0x280;

    /** Starts the counter again, and rests when it comes the third time. */
    private static final int[] HANDLER = {
        0xD53B_E805, // mrs x5, pmevcntr0_el0
        0xD538_CC03, // mrs x3, icc_iar1_el1
        0xD53B_9C64, // mrs x4, pmovsclr_el0
        0xD51B_9C73, // msr pmovsclr_el0, x19
        0x9100_06D6, // add x22, x22, #1
        0xF100_0EDF, // cmp x22, #3
        0x5400_0000, // b.eq .
        0xD518_CC23, // msr icc_eoir1_el1, x3
        0xD51B_E817, // msr pmevcntr0_el0, x23
        0xD69F_03E0, // eret
    };

    @TempDir
    private Path folder;

    private RealmPlan plan() throws IOException, PlanException {
        int[] code = Arrays.copyOf(GUEST, IRQ_VECTOR / Integer.BYTES + HANDLER.length);
        System.arraycopy(HANDLER, 0, code, IRQ_VECTOR / Integer.BYTES, HANDLER.length);
        return TinyGuest.plan(folder, "pmu 4", code);
    }

    private Machine machine() throws IOException, PlanException {
        return Machine.forRealm(plan(), value -> {});
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void translatedCodeIsInterruptedAtTheSameInstruction() throws Exception {
        Machine machine = Machine.forRealm(plan(), value -> {}, Translator.forThisHost());

        machine.run(StopCondition.NEVER, 50_000);

        assertThat(machine.cpus().getFirst().x(5)).isEqualTo(1L << 32);
        assertThat(machine.cpus().getFirst().x(20)).isEqualTo(500 + 499 + 499);
    }

    @Test
    void anOverflowInterruptsTheRealmBeforeItsNextInstruction() throws IOException, PlanException {
        Machine machine = machine();

        assertThat(machine.run(StopCondition.NEVER, 50_000)).isEqualTo(new StopReason.InstructionLimit());

        VirtualCpu cpu = machine.cpus().getFirst();
        assertThat(cpu.x(22)).as("interrupts").isEqualTo(3);
        assertThat(cpu.x(3)).as("INTID").isEqualTo(23);
        assertThat(cpu.x(4)).as("PMOVSCLR_EL0").isEqualTo(1);
        assertThat(cpu.x(5)).as("PMEVCNTR0_EL0 in the handler").isEqualTo(1L << 32);
        // Of each 1000 instructions, one started the first time and two started the others.
        assertThat(cpu.x(20)).as("times around the loop").isEqualTo(500 + 499 + 499);
    }

    @Test
    void anOverflowComesAtTheSameInstructionInWhateverPiecesTheMachineRuns() throws IOException, PlanException {
        Machine machine = machine();
        for (int piece = 0; piece < 5_000; piece++) {
            machine.run(StopCondition.NEVER, 1 + piece % 7);
        }
        assertThat(machine.cpus().getFirst().x(20)).isEqualTo(500 + 499 + 499);
    }
}
