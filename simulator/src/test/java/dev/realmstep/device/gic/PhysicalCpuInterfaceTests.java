package dev.realmstep.device.gic;

import static dev.realmstep.cpu.SystemRegister.ICC_AP1R0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_ASGI1R_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_BPR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_BPR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_CTLR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_CTLR_EL3;
import static dev.realmstep.cpu.SystemRegister.ICC_DIR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_EOIR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_HPPIR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IAR0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IAR1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN0_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN1_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_IGRPEN1_EL3;
import static dev.realmstep.cpu.SystemRegister.ICC_PMR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_RPR_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_SGI1R_EL1;
import static dev.realmstep.cpu.SystemRegister.ICC_SRE_EL2;
import static dev.realmstep.cpu.SystemRegister.SCR_EL3;
import static dev.realmstep.device.gic.GicFixture.IGROUPR;
import static dev.realmstep.device.gic.GicFixture.IGRPMODR;
import static dev.realmstep.device.gic.GicFixture.IROUTER;
import static dev.realmstep.device.gic.GicFixture.ISENABLER;
import static dev.realmstep.device.gic.GicFixture.SGI_BASE;
import static dev.realmstep.device.gic.GicFixture.SPURIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PhysicalCpuInterfaceTests {
    private static final int EOIMODE = 2;
    private static final int CBPR = 1;

    /** The bit of a priority in the registers of active priorities. */
    private static long activeAt(int priority) {
        return 1L << (priority >>> 3);
    }

    @Nested
    class OneInterrupt {
        private final GicFixture gic = GicFixture.single();

        @Test
        void isSignalledAcknowledgedAndEnded() {
            gic.enable(40, 0x80);
            gic.gic.sharedLine(40).setLevel(true);
            assertThat(gic.irq()).isTrue();
            assertThat(gic.read(ICC_HPPIR1_EL1)).isEqualTo(40);
            assertThat(gic.acknowledge()).isEqualTo(40);
            assertThat(gic.irq()).as("active").isFalse();
            assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x80);
            gic.gic.sharedLine(40).setLevel(false);
            gic.end(40);
            assertThat(gic.read(ICC_RPR_EL1)).as("idle").isEqualTo(0xFF);
            assertThat(gic.isActive(40)).isFalse();
            assertThat(gic.irq()).isFalse();
        }

        @Test
        void comesAgainIfItsLineIsStillAssertedAtItsEnd() {
            gic.enable(40, 0x80);
            gic.gic.sharedLine(40).setLevel(true);
            gic.acknowledge();
            gic.end(40);
            assertThat(gic.irq()).isTrue();
            assertThat(gic.acknowledge()).isEqualTo(40);
        }

        @Test
        void isSpuriousWhenThereIsNone() {
            assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
            assertThat(gic.read(ICC_HPPIR1_EL1)).isEqualTo(SPURIOUS);
            gic.end(SPURIOUS);
            assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0xFF);
        }

        @Test
        void staysOutUnlessEnabledInAllPlaces() {
            gic.makePending(40);
            assertThat(gic.irq()).as("not enabled itself").isFalse();
            gic.enable(40, 0x80);
            assertThat(gic.irq()).isTrue();
            gic.write(ICC_IGRPEN1_EL1, 0);
            assertThat(gic.irq()).as("group not enabled in the CPU interface").isFalse();
            gic.write(ICC_IGRPEN1_EL1, 1);
            gic.distributor.write(0, 4, 0);
            assertThat(gic.irq()).as("group not enabled in the distributor").isFalse();
        }

        @Test
        void goesToTheElementThatItsRouteNames() {
            gic.enable(40, 0x80);
            gic.distributor.write(IROUTER + 8 * 40, 8, 0x100);
            gic.makePending(40);
            assertThat(gic.irq()).isFalse();
            gic.element = gic.elements.get(1);
            assertThat(gic.irq()).isTrue();
            assertThat(gic.acknowledge()).isEqualTo(40);
        }

        @Test
        void ofGroup0IsSignalledAsFiq() {
            gic.distributor.write(IGROUPR + 4, 4, 0);
            gic.distributor.write(0, 4, 0b11);
            gic.write(ICC_IGRPEN0_EL1, 1);
            gic.enable(40, 0x80);
            gic.makePending(40);
            assertThat(gic.fiq()).isTrue();
            assertThat(gic.irq()).isFalse();
            assertThat(gic.acknowledge()).as("not Group 1's").isEqualTo(SPURIOUS);
            assertThat(gic.read(ICC_IAR0_EL1)).isEqualTo(40);
            gic.write(ICC_EOIR0_EL1, 40);
            assertThat(gic.isActive(40)).isFalse();
        }

        @Test
        void isDeactivatedByAWriteOfItsOwnWhenTheEndIsSplit() {
            gic.write(ICC_CTLR_EL1, EOIMODE);
            gic.enable(40, 0x80);
            gic.makePending(40);
            gic.acknowledge();
            gic.end(40);
            assertThat(gic.read(ICC_RPR_EL1)).as("priority dropped").isEqualTo(0xFF);
            assertThat(gic.isActive(40)).isTrue();
            gic.write(ICC_DIR_EL1, 40);
            assertThat(gic.isActive(40)).isFalse();
        }

        @Test
        void isNotDeactivatedByThatWriteWhenTheEndIsNotSplit() {
            gic.enable(40, 0x80);
            gic.makePending(40);
            gic.acknowledge();
            gic.write(ICC_DIR_EL1, 40);
            assertThat(gic.isActive(40)).isTrue();
        }

        @Test
        void staysOutWhileTheMaskIsNotLowerThanItsPriority() {
            gic.enable(40, 0x80);
            gic.makePending(40);
            gic.write(ICC_PMR_EL1, 0x80);
            assertThat(gic.irq()).as("equal is masked").isFalse();
            assertThat(gic.acknowledge()).isEqualTo(SPURIOUS);
            assertThat(gic.read(ICC_HPPIR1_EL1)).as("whatever the mask").isEqualTo(40);
            gic.write(ICC_PMR_EL1, 0x88);
            assertThat(gic.irq()).isTrue();
        }
    }

    @Nested
    class Priorities {
        private final GicFixture gic = GicFixture.single();

        @Test
        void theHighestIsTakenFirstAndThenTheLowestIntid() {
            gic.enable(40, 0x90);
            gic.enable(41, 0x80);
            gic.enable(42, 0x80);
            gic.makePending(40);
            gic.makePending(42);
            gic.makePending(41);
            assertThat(gic.acknowledge()).isEqualTo(41);
            gic.end(41);
            assertThat(gic.acknowledge()).isEqualTo(42);
            gic.end(42);
            assertThat(gic.acknowledge()).isEqualTo(40);
        }

        @Test
        void aHigherOnePreemptsAndTheRunningOneComesBack() {
            gic.enable(40, 0x80);
            gic.enable(41, 0x40);
            gic.makePending(40);
            gic.acknowledge();
            gic.makePending(41);
            assertThat(gic.irq()).isTrue();
            assertThat(gic.acknowledge()).isEqualTo(41);
            assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x40);
            assertThat(gic.read(ICC_AP1R0_EL1)).isEqualTo(activeAt(0x40) | activeAt(0x80));
            gic.end(41);
            assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x80);
            gic.end(40);
            assertThat(gic.read(ICC_AP1R0_EL1)).isZero();
        }

        @Test
        void anEqualOneDoesNotPreempt() {
            gic.enable(40, 0x80);
            gic.enable(41, 0x80);
            gic.makePending(40);
            gic.acknowledge();
            gic.makePending(41);
            assertThat(gic.irq()).isFalse();
            gic.end(40);
            assertThat(gic.irq()).isTrue();
        }

        @Test
        void theBinaryPointTakesBitsAwayFromPreemption() {
            // Group 1's binary point 5: bits [7:5] decide, [4:3] only order.
            gic.write(ICC_BPR1_EL1, 5);
            gic.enable(40, 0x98);
            gic.enable(41, 0x80);
            gic.makePending(40);
            gic.acknowledge();
            assertThat(gic.read(ICC_RPR_EL1)).isEqualTo(0x80);
            gic.makePending(41);
            assertThat(gic.irq()).as("same group priority").isFalse();
            gic.enable(42, 0x78);
            gic.makePending(42);
            assertThat(gic.irq()).isTrue();
        }

        @Test
        void binaryPointsHaveALowestValue() {
            gic.write(ICC_BPR0_EL1, 0);
            gic.write(ICC_BPR1_EL1, 0);
            assertThat(gic.read(ICC_BPR0_EL1)).isEqualTo(2);
            assertThat(gic.read(ICC_BPR1_EL1)).isEqualTo(3);
        }

        @Test
        void aCommonBinaryPointShowsOneHigherInGroup1AndIsReadOnlyThere() {
            gic.write(ICC_BPR0_EL1, 4);
            gic.write(ICC_CTLR_EL1, CBPR);
            gic.write(ICC_BPR1_EL1, 7);
            assertThat(gic.read(ICC_BPR1_EL1)).isEqualTo(5);
            gic.write(ICC_CTLR_EL1, 0);
            assertThat(gic.read(ICC_BPR1_EL1)).as("its own was kept").isEqualTo(3);
        }

        @Test
        void anIncreaseOfTheMaskLetsInWhatWasPending() {
            gic.write(ICC_PMR_EL1, 0);
            gic.enable(40, 0);
            gic.makePending(40);
            assertThat(gic.irq()).isFalse();
            gic.write(ICC_PMR_EL1, 0xFF);
            assertThat(gic.read(ICC_PMR_EL1)).as("five bits").isEqualTo(0xF8);
            assertThat(gic.irq()).isTrue();
        }
    }

    @Nested
    class SoftwareGenerated {
        private final GicFixture gic = GicFixture.single();

        @Test
        void goesToTheTargetsOfItsList() {
            gic.redistributors.write(GenericInterruptController.REDISTRIBUTOR_SIZE + SGI_BASE + ISENABLER, 4, 0xFFFF);
            gic.write(ICC_SGI1R_EL1, 5L << 24 | 1L << 16 | 1);
            assertThat(gic.irq()).isFalse();
            gic.element = gic.elements.get(1);
            assertThat(gic.irq()).isTrue();
            assertThat(gic.acknowledge()).isEqualTo(5);
            assertThat(gic.irq()).isFalse();
        }

        @Test
        void goesToAllOthersByRoutingMode() {
            for (int i = 0; i < 2; i++) {
                gic.redistributors.write(
                        i * GenericInterruptController.REDISTRIBUTOR_SIZE + SGI_BASE + ISENABLER, 4, 0xFFFF);
            }
            gic.write(ICC_SGI1R_EL1, 1L << 40 | 3L << 24);
            assertThat(gic.irq()).isFalse();
            gic.element = gic.elements.get(1);
            assertThat(gic.acknowledge()).isEqualTo(3);
        }
    }

    @Nested
    class TwoSecurityStates {
        private final GicFixture gic = GicFixture.secure();

        /** INTID 40 in Group 0, 41 in Secure Group 1, 42 in Non-secure Group 1; all enabled. */
        private void configure() {
            gic.distributor.write(IGROUPR + 4, 4, 1 << 10);
            gic.distributor.write(IGRPMODR + 4, 4, 1 << 9);
            gic.distributor.write(0, 4, 0b111);
            gic.gic.redistributors(RegisterView.SECURE).write(GicFixture.WAKER, 4, 0);
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL3);
            gic.write(ICC_PMR_EL1, 0xF8);
            gic.write(ICC_IGRPEN0_EL1, 1);
            gic.write(ICC_IGRPEN1_EL3, 0b11);
        }

        private void signals(int id, SecurityState world, boolean irq, boolean fiq) {
            gic.enable(id, 0x40);
            gic.makePending(id);
            gic.enter(world, ExceptionLevel.EL1);
            assertThat(gic.irq()).as("IRQ for %d in %s", id, world).isEqualTo(irq);
            assertThat(gic.fiq()).as("FIQ for %d in %s", id, world).isEqualTo(fiq);
            gic.distributor.write(GicFixture.ICPENDR + 4, 4, -1);
        }

        @Test
        void theGroupAndTheWorldDecideBetweenIrqAndFiq() {
            configure();
            signals(40, SecurityState.SECURE, false, true);
            signals(40, SecurityState.NON_SECURE, false, true);
            signals(41, SecurityState.SECURE, true, false);
            signals(41, SecurityState.NON_SECURE, false, true);
            signals(41, SecurityState.REALM, false, true);
            signals(42, SecurityState.SECURE, false, true);
            signals(42, SecurityState.NON_SECURE, true, false);
            signals(42, SecurityState.REALM, true, false);
        }

        @Test
        void eachStateAcknowledgesItsOwnGroup1() {
            configure();
            gic.enable(41, 0x40);
            gic.makePending(41);
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL1);
            assertThat(gic.read(ICC_IAR1_EL1)).isEqualTo(SPURIOUS);
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL1);
            assertThat(gic.read(ICC_IAR1_EL1)).isEqualTo(41);
        }

        @Test
        void theMonitorIsToldWhoseInterruptIsPending() {
            configure();
            gic.enable(41, 0x40);
            gic.makePending(41);
            assertThat(gic.read(ICC_IAR0_EL1)).isEqualTo(1020);
            gic.enable(42, 0x20);
            gic.makePending(42);
            assertThat(gic.read(ICC_IAR0_EL1)).isEqualTo(1021);
        }

        @Test
        void theNonSecureStateCannotReachTheSecureHalfOfPriorities() {
            configure();
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL2);
            gic.element.systemRegisters().set(SCR_EL3, SecureConfiguration.NS | SecureConfiguration.FIQ);
            gic.write(ICC_PMR_EL1, 0x80);
            assertThat(gic.read(ICC_PMR_EL1)).isEqualTo(0x80);
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL3);
            assertThat(gic.read(ICC_PMR_EL1)).isEqualTo(0xC0);
            gic.write(ICC_PMR_EL1, 0x40);
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL2);
            gic.element.systemRegisters().set(SCR_EL3, SecureConfiguration.NS | SecureConfiguration.FIQ);
            gic.write(ICC_PMR_EL1, 0xF0);
            assertThat(gic.read(ICC_PMR_EL1)).as("ignored, and not shown").isZero();
        }

        @Test
        void eachStateHasItsOwnGroup1Registers() {
            configure();
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL2);
            gic.write(ICC_IGRPEN1_EL1, 0);
            gic.write(ICC_CTLR_EL1, EOIMODE);
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL1);
            assertThat(gic.read(ICC_IGRPEN1_EL1)).isEqualTo(1);
            assertThat(gic.read(ICC_CTLR_EL1) & 3).isZero();
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL3);
            assertThat(gic.read(ICC_IGRPEN1_EL3)).isEqualTo(0b10);
            assertThat(gic.read(ICC_CTLR_EL3) & 0x1F).as("EOImode_EL1NS").isEqualTo(1 << 4);
            gic.write(ICC_CTLR_EL3, 1 << 3 | 1 << 1);
            assertThat(gic.read(ICC_CTLR_EL1) & 3).as("EOImode_EL1S").isEqualTo(2);
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL2);
            assertThat(gic.read(ICC_CTLR_EL1) & 3).as("CBPR_EL1NS").isEqualTo(1);
        }

        @Test
        void onlyTheSecureStateSendsInterruptsOfTheOtherState() {
            configure();
            var frames = gic.gic.redistributors(RegisterView.SECURE);
            frames.write(SGI_BASE + IGROUPR, 4, 1 << 4);
            frames.write(SGI_BASE + IGRPMODR, 4, 1 << 3);
            gic.enter(SecurityState.NON_SECURE, ExceptionLevel.EL1);
            gic.write(ICC_SGI1R_EL1, 3L << 24 | 1);
            gic.write(ICC_ASGI1R_EL1, 3L << 24 | 1);
            assertThat(frames.read(SGI_BASE + GicFixture.ISPENDR, 4)).isZero();
            gic.enter(SecurityState.SECURE, ExceptionLevel.EL1);
            gic.write(ICC_SGI1R_EL1, 3L << 24 | 1);
            gic.write(ICC_ASGI1R_EL1, 4L << 24 | 1);
            assertThat(frames.read(SGI_BASE + GicFixture.ISPENDR, 4)).isEqualTo(0b11000);
        }

        @Test
        void afterTheHandOverTheNormalWorldHasEverything() {
            GicFixture handed = GicFixture.nonSecure();
            handed.enable(40, 0x40);
            handed.makePending(40);
            assertThat(handed.irq()).isTrue();
            assertThat(handed.acknowledge()).isEqualTo(40);
            assertThat(handed.read(ICC_SRE_EL2) & 0b1001).as("SRE and Enable").isEqualTo(0b1001);
        }
    }
}
