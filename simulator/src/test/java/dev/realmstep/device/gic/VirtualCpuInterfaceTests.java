package dev.realmstep.device.gic;

import static dev.realmstep.cpu.SystemRegister.ICC_AP1R0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_BPR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_BPR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_CTLR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_DIR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_EOIR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_HPPIR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IAR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_PMR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_RPR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICH_AP1R0_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_HCR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_LR0_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_LR1_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_VMCR_EL2;
import static dev.realmstep.device.gic.GicFixture.SPURIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualCpuInterfaceTests {
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;
    private static final long GROUP1 = 1L << 60;
    private static final long HARDWARE = 1L << 61;
    private static final int EOIMODE = 2;
    private static final int EOICOUNT_SHIFT = 27;

    private final GicFixture gic = GicFixture.single();

    @BeforeEach
    void enterAGuestThatHasEnabledGroup1() {
        gic.write(ICH_HCR_EL2, 1);
        gic.write(ICH_VMCR_EL2, 0xF8L << 24 | 0b10);
        gic.enterGuest();
    }

    /** The bit of a priority in the registers of active priorities. */
    private static long activeAt(int priority) {
        return 1L << (priority >>> 3);
    }

    private static long interrupt(int id, int priority) {
        return GROUP1 | (long) priority << 48 | id;
    }

    private void list(SystemRegister register, long value) {
        gic.write(register, value);
    }

    private long state(SystemRegister register) {
        return gic.read(register) >>> 62;
    }

    @Test
    void aPendingListRegisterIsSignalledAcknowledgedAndEnded() {
        list(ICH_LR0_EL2, interrupt(27, 0xA0) | PENDING);
        assertThat(gic.virtualIrq()).isTrue();
        assertThat(gic.virtualFiq()).isFalse();
        assertThat(gic.read(ICC_HPPIR1_EL1)).isEqualTo(27);
        assertThat(gic.acknowledge()).isEqualTo(27);
        assertThat(gic.virtualIrq()).isFalse();
        assertThat(state(ICH_LR0_EL2)).as("active").isEqualTo(0b10);
        assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0xA0);
        assertThat(gic.read(ICH_AP1R0_EL2)).isEqualTo(activeAt(0xA0));
        gic.end(27);
        assertThat(state(ICH_LR0_EL2)).as("inactive").isZero();
        assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0xFF);
    }

    /** The transitions of a list register's state (IHI 0069, figure 4-3, as the virtual interface performs them). */
    @ParameterizedTest
    @CsvSource({
        // state, after acknowledge, after end, after a split end, after a split end and deactivation
        "0b00, 0b00, 0b00, 0b00, 0b00",
        "0b01, 0b10, 0b01, 0b01, 0b01",
        "0b10, 0b10, 0b00, 0b10, 0b00",
        "0b11, 0b11, 0b01, 0b11, 0b01"
    })
    void theStateOfAListRegisterFollowsTheGuest(
            String before, String acknowledged, String ended, String splitEnded, String deactivated) {
        assertThat(after(before, 0, gic::acknowledge)).isEqualTo(binary(acknowledged));
        assertThat(after(before, 0, () -> gic.end(40))).isEqualTo(binary(ended));
        assertThat(after(before, EOIMODE, () -> gic.end(40))).isEqualTo(binary(splitEnded));
        assertThat(after(before, EOIMODE, () -> {
                    gic.end(40);
                    gic.write(ICC_DIR_EL1, 40);
                }))
                .isEqualTo(binary(deactivated));
    }

    private long after(String state, int control, Runnable action) {
        long bits = binary(state);
        gic.write(ICC_CTLR_EL1, control);
        list(ICH_LR0_EL2, interrupt(40, 0x80) | bits << 62);
        gic.write(ICC_AP1R0_EL1, (bits & 0b10) == 0 ? 0 : activeAt(0x80));
        action.run();
        return state(ICH_LR0_EL2);
    }

    private static long binary(String text) {
        return Long.parseLong(text.substring(2), 2);
    }

    @Test
    void anInterruptThatIsActiveAndPendingIsNotOffered() {
        list(ICH_LR0_EL2, interrupt(40, 0x80) | PENDING | ACTIVE);
        assertThat(gic.virtualIrq()).isFalse();
        assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
    }

    @Test
    void nothingIsSignalledUnlessTheInterfaceIsEnabled() {
        list(ICH_LR0_EL2, interrupt(40, 0x80) | PENDING);
        gic.write(ICH_HCR_EL2, 0);
        assertThat(gic.virtualIrq()).isFalse();
        assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
    }

    @Test
    void group0IsSignalledAsVirtualFiq() {
        gic.write(ICC_IGRPEN0_EL1, 1);
        list(ICH_LR0_EL2, (interrupt(40, 0x80) | PENDING) & ~GROUP1);
        assertThat(gic.virtualFiq()).isTrue();
        assertThat(gic.virtualIrq()).isFalse();
        assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
        assertThat(gic.read(ICC_IAR0_EL1)).isEqualTo(40);
        gic.write(ICC_EOIR0_EL1, 40);
        assertThat(state(ICH_LR0_EL2)).isZero();
    }

    @Test
    void aGroupThatTheGuestHasNotEnabledGivesWayToOneThatItHas() {
        list(ICH_LR0_EL2, (interrupt(40, 0x00) | PENDING) & ~GROUP1);
        list(ICH_LR1_EL2, interrupt(41, 0x80) | PENDING);
        assertThat(gic.virtualFiq()).isFalse();
        assertThat(gic.virtualIrq()).isTrue();
        assertThat(gic.acknowledge()).isEqualTo(41);
    }

    @Test
    void theHighestPriorityIsOfferedAndPreempts() {
        list(ICH_LR0_EL2, interrupt(40, 0x80) | PENDING);
        assertThat(gic.acknowledge()).isEqualTo(40);
        list(ICH_LR1_EL2, interrupt(41, 0x80) | PENDING);
        assertThat(gic.virtualIrq()).as("equal").isFalse();
        list(ICH_LR1_EL2, interrupt(41, 0x40) | PENDING);
        assertThat(gic.virtualIrq()).as("higher").isTrue();
        assertThat(gic.acknowledge()).isEqualTo(41);
        gic.end(41);
        assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x80);
    }

    @Test
    void theGuestsMaskAndBinaryPointAreInTheMachineControl() {
        gic.write(ICC_PMR_EL1, 0x7F);
        gic.write(ICC_BPR0_EL1, 4);
        gic.write(ICC_BPR1_EL1, 6);
        gic.write(ICC_CTLR_EL1, EOIMODE);
        assertThat(gic.read(ICH_VMCR_EL2)).isEqualTo(0x78L << 24 | 4 << 21 | 6 << 18 | 1 << 9 | 1 << 3 | 0b10);
        list(ICH_LR0_EL2, interrupt(40, 0x78) | PENDING);
        assertThat(gic.virtualIrq()).isFalse();
        gic.write(ICC_PMR_EL1, 0x80);
        assertThat(gic.virtualIrq()).isTrue();
        gic.write(ICC_IGRPEN1_EL1, 0);
        assertThat(gic.virtualIrq()).isFalse();
    }

    @Test
    void theMachineControlKeepsItsLowestBinaryPoints() {
        gic.write(ICH_VMCR_EL2, 0);
        assertThat(gic.read(ICC_BPR0_EL1)).isEqualTo(2);
        assertThat(gic.read(ICC_BPR1_EL1)).isEqualTo(3);
        assertThat(gic.read(ICH_VMCR_EL2) & 1 << 3).as("VFIQEn is RES1").isNotZero();
    }

    @Test
    void theEndOfAnInterruptInNoListRegisterIsCounted() {
        gic.end(99);
        gic.end(98);
        assertThat(gic.read(ICH_HCR_EL2) >>> EOICOUNT_SHIFT).isEqualTo(2);
    }

    @Test
    void aSplitEndIsCountedAtItsDeactivation() {
        gic.write(ICC_CTLR_EL1, EOIMODE);
        gic.end(99);
        assertThat(gic.read(ICH_HCR_EL2) >>> EOICOUNT_SHIFT).isZero();
        gic.write(ICC_DIR_EL1, 99);
        assertThat(gic.read(ICH_HCR_EL2) >>> EOICOUNT_SHIFT).isEqualTo(1);
    }

    @Test
    void endingAnInterruptOfAnotherPriorityDropsButDoesNotDeactivate() {
        list(ICH_LR0_EL2, interrupt(40, 0x80) | ACTIVE);
        list(ICH_LR1_EL2, interrupt(41, 0x40) | ACTIVE);
        gic.write(ICC_AP1R0_EL1, activeAt(0x80) | activeAt(0x40));
        gic.end(40);
        assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x80);
        assertThat(state(ICH_LR0_EL2)).isEqualTo(0b10);
    }

    @Test
    void endingAHardwareInterruptDeactivatesThePhysicalOne() {
        gic.distributor.write(GicFixture.ISACTIVER + 4, 4, 1 << 8);
        list(ICH_LR0_EL2, interrupt(27, 0x80) | HARDWARE | 40L << 32 | PENDING);
        gic.acknowledge();
        assertThat(gic.isActive(40)).isTrue();
        gic.end(27);
        assertThat(gic.isActive(40)).isFalse();
    }

    @Test
    void outsideAGuestTheSameRegistersArePhysical() {
        list(ICH_LR0_EL2, interrupt(27, 0x80) | PENDING);
        gic.leaveGuest();
        assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
        assertThat(state(ICH_LR0_EL2)).isEqualTo(0b01);
        gic.element.systemRegisters().set(SystemRegister.HCR_EL2, 0);
        gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
        assertThat(state(ICH_LR0_EL2)).isEqualTo(0b01);
    }

    @Test
    void valuesOfFirmwareTakeEffectAtTheNextUpdate() {
        gic.element.systemRegisters().set(ICH_LR0_EL2, interrupt(27, 0x80) | PENDING);
        gic.gic.update();
        assertThat(gic.virtualIrq()).isTrue();
    }
}
