package dev.realmstep.device.gic;

import static dev.realmstep.cpu.SystemRegister.ICC_HPPIR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICH_EISR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_ELRSR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_HCR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_LR0_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_LR15_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_LR1_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_MISR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_VMCR_EL2;
import static dev.realmstep.cpu.SystemRegister.ICH_VTR_EL2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the virtual interface tells the hypervisor: ICH_MISR, ICH_EISR and ICH_ELRSR. */
class MaintenanceTests {
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;
    private static final long GROUP1 = 1L << 60;
    private static final long HARDWARE = 1L << 61;
    private static final long EOI = 1L << 41;
    private static final long EN = 1;
    private static final long UIE = 1 << 1;
    private static final long LRENPIE = 1 << 2;
    private static final long NPIE = 1 << 3;
    private static final long VGRP1EIE = 1 << 6;
    private static final long VGRP1DIE = 1 << 7;

    private final GicFixture gic = GicFixture.single();

    @BeforeEach
    void enableTheMaintenanceInterrupt() {
        gic.redistributors.write(GicFixture.SGI_BASE + GicFixture.ISENABLER, 4, 1 << 25);
        gic.write(ICH_VMCR_EL2, 0xF8L << 24 | 0b10);
    }

    @Test
    void theTypeTellsSixteenListRegistersAndFiveBitsOfPriority() {
        assertThat(gic.read(ICH_VTR_EL2) & 0x1F).isEqualTo(15);
        assertThat(gic.read(ICH_VTR_EL2) >>> 26 & 0x3F).isEqualTo(0b100100);
    }

    @Test
    void anEndedInterruptThatAskedForItIsReported() {
        gic.write(ICH_HCR_EL2, EN);
        gic.write(ICH_LR1_EL2, GROUP1 | EOI | 0x80L << 48 | PENDING | 40);
        assertThat(gic.read(ICH_EISR_EL2)).isZero();
        gic.enterGuest();
        gic.acknowledge();
        gic.end(40);
        gic.leaveGuest();
        assertThat(gic.read(ICH_EISR_EL2)).isEqualTo(0b10);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1);
        assertThat(gic.read(ICH_ELRSR_EL2)).as("not to be used again yet").isEqualTo(0xFFFD);
        assertThat(gic.irq()).isTrue();
        assertThat(gic.read(ICC_HPPIR1_EL1)).isEqualTo(25);
        gic.write(ICH_LR1_EL2, 0);
        assertThat(gic.read(ICH_ELRSR_EL2)).isEqualTo(0xFFFF);
        assertThat(gic.irq()).isFalse();
    }

    @Test
    void aHardwareInterruptDoesNotAskForIt() {
        gic.write(ICH_HCR_EL2, EN);
        gic.write(ICH_LR0_EL2, HARDWARE | EOI | 40);
        assertThat(gic.read(ICH_EISR_EL2)).isZero();
        assertThat(gic.read(ICH_ELRSR_EL2)).isEqualTo(0xFFFF);
    }

    @Test
    void underflowMeansThatAtMostOneListRegisterIsValid() {
        gic.write(ICH_LR0_EL2, PENDING | 40);
        gic.write(ICH_LR15_EL2, ACTIVE | 41);
        gic.write(ICH_HCR_EL2, EN | UIE);
        assertThat(gic.read(ICH_MISR_EL2)).isZero();
        gic.write(ICH_LR15_EL2, 41);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 1);
        assertThat(gic.irq()).isTrue();
    }

    @Test
    void noPendingMeansThatNoListRegisterIsPendingAlone() {
        gic.write(ICH_HCR_EL2, EN | NPIE);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 3);
        gic.write(ICH_LR0_EL2, PENDING | 40);
        assertThat(gic.read(ICH_MISR_EL2)).isZero();
        gic.write(ICH_LR0_EL2, PENDING | ACTIVE | 40);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 3);
    }

    @Test
    void anEndWithoutAListRegisterIsReported() {
        gic.write(ICH_HCR_EL2, EN | LRENPIE);
        assertThat(gic.read(ICH_MISR_EL2)).isZero();
        gic.enterGuest();
        gic.end(99);
        gic.leaveGuest();
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 2);
    }

    @Test
    void theGuestsGroupEnableIsReported() {
        gic.write(ICH_HCR_EL2, EN | VGRP1EIE | VGRP1DIE);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 6);
        gic.enterGuest();
        gic.write(ICC_IGRPEN1_EL1, 0);
        assertThat(gic.read(ICH_MISR_EL2)).isEqualTo(1 << 7);
    }

    @Test
    void nothingIsSignalledUnlessTheInterfaceIsEnabled() {
        gic.write(ICH_HCR_EL2, NPIE);
        assertThat(gic.irq()).isFalse();
        gic.write(ICH_HCR_EL2, EN | NPIE);
        assertThat(gic.irq()).isTrue();
    }
}
