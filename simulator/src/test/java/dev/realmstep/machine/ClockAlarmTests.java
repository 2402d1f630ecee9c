package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockAlarmTests {
    /** Sets the alarm of a PL031 to two seconds from now, and sleeps. */
    private static final int[] GUEST = {
        0xD2A7_FFE1, // mov x1, #0x3fff0000
        0xF2C0_0021, // movk x1, #1, lsl #32
        0x5280_0242, // mov w2, #0x12
        0xB900_0022, // str w2, [x1]: GICD_CTLR.ARE and EnableGrp1
        0x5280_0042, // mov w2, #2
        0xB900_8422, // str w2, [x1, #132]: GICD_IGROUPR1
        0xB901_0422, // str w2, [x1, #260]: GICD_ISENABLER1
        0xD2A7_FFA1, // mov x1, #0x3ffd0000
        0xF2C0_0021, // movk x1, #1, lsl #32
        0xB900_143F, // str wzr, [x1, #20]: GICR_WAKER
        0xD280_1FE2, // mov x2, #0xff
        0xD518_4602, // msr icc_pmr_el1, x2
        0xD280_0033, // mov x19, #1
        0xD518_CCF3, // msr icc_igrpen1_el1, x19
        0xD2A0_4001, // mov x1, #0x2000000
        0xF2C0_0021, // movk x1, #1, lsl #32
        0xB940_0023, // ldr w3, [x1]: RTCDR
        0x1100_0863, // add w3, w3, #2
        0xB900_0423, // str w3, [x1, #4]: RTCMR
        0xB900_1033, // str w19, [x1, #16]: RTCIMSC
        0xD53B_E054, // mrs x20, cntvct_el0
        0xD503_207F, // wfi
        0xD53B_E055, // mrs x21, cntvct_el0
        0xD538_CC05, // mrs x5, icc_iar1_el1
        0xB940_1824, // ldr w4, [x1, #24]: RTCMIS
        0xB900_1C33, // str w19, [x1, #28]: RTCICR
        0xB940_1826, // ldr w6, [x1, #24]: RTCMIS
        0x1400_0000, // b .
    };

    @TempDir
    private Path folder;

    @Test
    void theAlarmOfTheClockWakesTheRealm() throws IOException, PlanException {
        String clock = "device rtc \"arm,pl031\" at 0x200_0000 unprotected irq 33";
        Machine machine = TinyGuest.with(folder, clock, value -> {}, GUEST);

        machine.run(StopCondition.NEVER, 1000);

        VirtualCpu cpu = machine.cpus().getFirst();
        assertThat(cpu.x(5)).as("INTID").isEqualTo(33);
        assertThat(cpu.x(4)).as("RTCMIS").isEqualTo(1);
        assertThat(cpu.x(6)).as("RTCMIS after RTCICR").isZero();
        // The clock was in its first second.
        assertThat(cpu.x(21)).as("CNTVCT_EL0").isBetween(2_000_000_000L, 2_000_001_000L);
        assertThat(cpu.x(20)).as("CNTVCT_EL0 before").isLessThan(1_000_000L);
    }
}
