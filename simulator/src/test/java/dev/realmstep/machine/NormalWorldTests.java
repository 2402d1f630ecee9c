package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.host.PlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Software of a few instructions (as GNU as makes them) that boots at 0x8000_0000 on the board "fvp". */
class NormalWorldTests {
    private static final long LIMIT = 1_000_000;
    private static final int BRANCH_TO_SELF = 0x1400_0000;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("m.realm"), """
                machine "m" {
                  board "fvp"
                  load firmware "code.bin" at 0x8000_0000
                }
                """);
    }

    private Machine machine(int... instructions) throws IOException, PlanException {
        ByteBuffer code = ByteBuffer.allocate(4 * instructions.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction : instructions) {
            code.putInt(instruction);
        }
        Files.write(folder.resolve("code.bin"), code.array());
        CheckedFile checked = RealmFiles.check(folder.resolve("m.realm"));
        assertThat(checked.diagnostics()).isEmpty();
        return Machine.forNormalWorld(
                MachinePlanner.plan(checked.machines().getFirst()), console::write, new Interpreter());
    }

    private String printed() {
        return console.toString(StandardCharsets.US_ASCII);
    }

    private static StopReason run(Machine machine) {
        return machine.run(StopCondition.NEVER, LIMIT);
    }

    @Test
    void itBeginsAtEl2WithExceptionsMaskedOnTheFirstProcessor() throws Exception {
        Machine machine = machine(BRANCH_TO_SELF);

        assertThat(machine.start()).isNull();

        VirtualCpu cpu = machine.cpus().getFirst();
        assertThat(cpu.programCounter()).isEqualTo(0x8000_0000L);
        assertThat(cpu.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
        assertThat(cpu.world()).isEqualTo(SecurityState.NON_SECURE);
        assertThat(cpu.processState() & 0x3CF).isEqualTo(0x3C9);
        assertThat(cpu.systemRegister(SystemRegister.HCR_EL2)).isZero();
        assertThat(cpu.systemRegister(SystemRegister.SCTLR_EL2)).isEqualTo(0x30C5_0830L);
        assertThat(machine.cpus().stream().skip(1).map(VirtualCpu::activity)).containsOnly(VirtualCpu.Activity.OFF);
    }

    @Test
    void aResetBeginsAnewWithWhatWasInRam() throws Exception {
        Machine machine = machine(
                0xD2B2_0001, // mov x1, #0x90000000
                0xB940_0022, // ldr w2, [x1]
                0x1100_0442, // add w2, w2, #1
                0xB900_0022, // str w2, [x1]
                0xD2A3_8163, // mov x3, #0x1c0b0000    UART2
                0x1101_0044, // add w4, w2, #0x40
                0xB900_0064, // str w4, [x3]
                0x5280_0100, // mov w0, #8             SYSTEM_OFF
                0x7100_0C5F, // cmp w2, #3
                0x5280_0125, // mov w5, #9             SYSTEM_RESET
                0x1A80_B0A0, // csel w0, w5, w0, lt
                0x72B0_8000, // movk w0, #0x8400, lsl #16
                0xD400_0003); // smc #0

        assertThat(run(machine)).isEqualTo(new StopReason.Ended(0, "PSCI SYSTEM_OFF"));
        assertThat(printed()).isEqualTo("ABC");
        assertThat(machine.instructions()).isEqualTo(3 * 13);
    }

    @Test
    void aStepIntoAResetEndsAtTheFirstInstruction() throws Exception {
        Machine machine = machine(
                0x5280_0120, // mov w0, #9             SYSTEM_RESET
                0x72B0_8000, // movk w0, #0x8400, lsl #16
                0xD400_0003); // smc #0
        machine.start();
        VirtualCpu cpu = machine.cpus().getFirst();
        for (int i = 0; i < 3; i++) {
            assertThat(machine.step(cpu)).isNull();
        }

        assertThat(cpu.programCounter()).isEqualTo(0x8000_0000L);
        assertThat(cpu.x(0)).isZero();
        assertThat(machine.instructions()).isEqualTo(3);
    }

    @Test
    void aWatchdogThatNobodyFeedsResetsTheMachine() throws Exception {
        Machine machine = machine(
                0xD2B2_0001, // mov x1, #0x90000000
                0xB940_0022, // ldr w2, [x1]
                0x1100_0442, // add w2, w2, #1
                0xB900_0022, // str w2, [x1]
                0x7100_085F, // cmp w2, #2
                0x5400_00C0, // b.eq 1f
                0xD2A3_81E3, // mov x3, #0x1c0f0000    SP805
                0x5280_7D04, // mov w4, #1000
                0xB900_0064, // str w4, [x3]           WDOGLOAD
                0x5280_0064, // mov w4, #3
                0xB900_0864, // str w4, [x3, #8]       WDOGCONTROL
                0xD503_207F, // 1: wfi
                0x17FF_FFFF); // b 1b

        assertThat(run(machine)).isEqualTo(new StopReason.AtRest());
        assertThat(machine.ram().read(0x9000_0000L, 4)).isEqualTo(2);
    }

    @Test
    void theConfigurationSpaceReadsAsAllOnes() throws Exception {
        Machine machine = machine(
                0xD2A8_0001, // mov x1, #0x40000000
                0x5280_2004, // mov w4, #0x100
                0xB940_0022, // ldr w2, [x1]
                0x3940_0C23, // ldrb w3, [x1, #3]
                0x3100_045F, // cmn w2, #1
                0x1100_0463, // add w3, w3, #1
                0x7A44_0060, // ccmp w3, w4, #0, eq
                0x5400_0001, // b.ne .
                0xD503_207F); // wfi

        assertThat(run(machine)).isEqualTo(new StopReason.AtRest());
    }

    @Test
    void psciPowersASecondProcessorOnAndOff() throws Exception {
        Machine machine = machine(
                0xD538_00A2, // mrs x2, mpidr_el1
                0xD348_3C43, // ubfx x3, x2, #8, #8    Aff1: with MT, the core
                0x1100_C064, // add w4, w3, #0x30
                0xD2A3_8125, // mov x5, #0x1c090000    UART0
                0xB900_00A4, // str w4, [x5]
                0xB500_00E3, // cbnz x3, 2f
                0x5280_0060, // mov w0, #3             CPU_ON
                0x72B8_8000, // movk w0, #0xc400, lsl #16
                0xD280_2001, // mov x1, #0x100
                0xD2B0_0002, // mov x2, #0x80000000
                0xD400_0003, // smc #0
                0xD503_207F, // wfi
                0x5280_0040, // 2: mov w0, #2          CPU_OFF
                0x72B0_8000, // movk w0, #0x8400, lsl #16
                0xD400_0003); // smc #0

        assertThat(run(machine)).isEqualTo(new StopReason.AtRest());
        assertThat(printed()).isEqualTo("01");
        assertThat(machine.cpus().get(1).activity()).isEqualTo(VirtualCpu.Activity.OFF);
        assertThat(machine.cpus().get(1).systemRegister(SystemRegister.MPIDR_EL1))
                .isEqualTo(0x8100_0100L);
    }

    @Test
    void anExceptionWithoutVectorsIsReportedAtItsInstruction() throws Exception {
        Machine machine = machine(
                0xD503_201F, // nop
                0x0000_0000); // udf #0

        StopReason reason = run(machine);

        VirtualCpu cpu = machine.cpus().getFirst();
        assertThat(reason).isInstanceOfSatisfying(StopReason.Failed.class, failed -> {
            assertThat(failed.address()).isEqualTo(0x8000_0004L);
            assertThat(failed.why())
                    .contains("an undefined instruction, ESR_EL2 0x2000000")
                    .contains("VBAR_EL2 0x0");
        });
        assertThat(cpu.programCounter()).isEqualTo(0x8000_0004L);
        assertThat(cpu.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
    }

    @Test
    void aStepOverACallOfTheRmmComesBackWithItsAnswer() throws Exception {
        Machine machine = machine(
                0xD280_2A00, // mov x0, #0x150         RMI_VERSION
                0x72B8_8000, // movk w0, #0xc400, lsl #16
                0xD2A0_0021, // mov x1, #0x10000
                0xD400_0003, // smc #0
                0xD503_207F); // wfi
        machine.start();
        VirtualCpu cpu = machine.cpus().getFirst();
        for (int i = 0; i < 4; i++) {
            assertThat(machine.step(cpu)).isNull();
        }

        assertThat(cpu.programCounter()).isEqualTo(0x8000_0010L);
        assertThat(cpu.x(0)).isZero();
        assertThat(cpu.x(1)).isEqualTo(0x1_0000);
    }
}
