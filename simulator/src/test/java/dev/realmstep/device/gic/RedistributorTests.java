package dev.realmstep.device.gic;

import static dev.realmstep.device.gic.GicFixture.ICFGR;
import static dev.realmstep.device.gic.GicFixture.ISENABLER;
import static dev.realmstep.device.gic.GicFixture.ISPENDR;
import static dev.realmstep.device.gic.GicFixture.SGI_BASE;
import static dev.realmstep.device.gic.GicFixture.WAKER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedistributorTests {
    private static final int TYPER = 8;
    private static final long SECOND = GenericInterruptController.REDISTRIBUTOR_SIZE;

    private final GicFixture single = GicFixture.single();

    @Test
    void theTypeTellsTheAffinityAndTheLastOfThem() {
        assertThat(single.redistributors.read(TYPER, 8)).isZero();
        assertThat(single.redistributors.read(SECOND + TYPER, 8))
                .as("Aff1 is 1, processor number 1, Last")
                .isEqualTo(0x100L << 32 | 1 << 8 | 1 << 4);
        assertThat(single.redistributors.read(SECOND + TYPER + 4, 4)).isEqualTo(0x100);
    }

    @Test
    void eachElementHasItsOwnPrivateInterrupts() {
        single.redistributors.write(SECOND + SGI_BASE + ISENABLER, 4, 1 << 27);
        assertThat(single.redistributors.read(SGI_BASE + ISENABLER, 4)).isZero();
        assertThat(single.redistributors.read(SECOND + SGI_BASE + ISENABLER, 4)).isEqualTo(1 << 27);
    }

    @Test
    void softwareGeneratedInterruptsAreEdgeTriggeredForEver() {
        single.redistributors.write(SGI_BASE + ICFGR, 4, 0);
        assertThat(single.redistributors.read(SGI_BASE + ICFGR, 4)).isEqualTo(0xAAAA_AAAAL);
    }

    @Test
    void aSleepingRedistributorSignalsNothing() {
        single.redistributors.write(SGI_BASE + ISENABLER, 4, 1 << 30);
        single.redistributors.write(WAKER, 4, 1 << 1);
        single.gic.privateLine(single.element, 30).setLevel(true);
        assertThat(single.redistributors.read(WAKER, 4)).isEqualTo(0b110);
        assertThat(single.redistributors.read(SGI_BASE + ISPENDR, 4)).isEqualTo(1 << 30);
        assertThat(single.irq()).isFalse();
        single.redistributors.write(WAKER, 4, 0);
        assertThat(single.redistributors.read(WAKER, 4)).isZero();
        assertThat(single.irq()).isTrue();
    }

    @Test
    void theNonSecureViewSeesRedistributorsAwake() {
        GicFixture secure = GicFixture.secure();
        assertThat(secure.redistributors.read(WAKER, 4)).isEqualTo(0b110);
        assertThat(secure.gic.redistributors(RegisterView.NON_SECURE).read(WAKER, 4))
                .isZero();
    }
}
