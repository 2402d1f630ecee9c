package dev.realmstep.device.gic;

import static dev.realmstep.device.gic.GicFixture.ICENABLER;
import static dev.realmstep.device.gic.GicFixture.ICFGR;
import static dev.realmstep.device.gic.GicFixture.ICPENDR;
import static dev.realmstep.device.gic.GicFixture.IGROUPR;
import static dev.realmstep.device.gic.GicFixture.IGRPMODR;
import static dev.realmstep.device.gic.GicFixture.IPRIORITYR;
import static dev.realmstep.device.gic.GicFixture.IROUTER;
import static dev.realmstep.device.gic.GicFixture.ISACTIVER;
import static dev.realmstep.device.gic.GicFixture.ISENABLER;
import static dev.realmstep.device.gic.GicFixture.ISPENDR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributorTests {
    private static final int CTLR = 0;
    private static final int TYPER = 4;

    private final GicFixture single = GicFixture.single();

    @Test
    void theIdentificationIsThatOfAGicV3() {
        assertThat(single.distributor.read(0xFFE8, 4) & 0xF0).isEqualTo(0x30);
        assertThat(single.distributor.read(TYPER, 4) & 0x1F)
                .as("ITLinesNumber: INTIDs up to 95")
                .isEqualTo(2);
    }

    @Test
    void affinityRoutingIsAlwaysOn() {
        single.distributor.write(CTLR, 4, 0);
        assertThat(single.distributor.read(CTLR, 4)).as("DS and ARE").isEqualTo(0x50);
        assertThat(GicFixture.nonSecure().distributor.read(CTLR, 4))
                .as("ARE_NS at bit 4, and the group")
                .isEqualTo(0x12);
        assertThat(GicFixture.secure().distributor.read(CTLR, 4))
                .as("ARE_S and ARE_NS")
                .isEqualTo(0x30);
    }

    @Test
    void enablesAreSetAndClearedByWritingOnes() {
        single.distributor.write(ISENABLER + 4, 4, 0b110);
        single.distributor.write(ICENABLER + 4, 4, 0b010);
        assertThat(single.distributor.read(ISENABLER + 4, 4)).isEqualTo(0b100);
        assertThat(single.distributor.read(ICENABLER + 4, 4)).isEqualTo(0b100);
    }

    @Test
    void privateInterruptsAreNotReachedThroughTheDistributor() {
        single.distributor.write(ISENABLER, 4, -1);
        assertThat(single.distributor.read(ISENABLER, 4)).isZero();
    }

    @Test
    void prioritiesHaveFiveBitsAndAreReachedByByteAndWord() {
        single.distributor.write(IPRIORITYR + 33, 1, 0xFF);
        assertThat(single.distributor.read(IPRIORITYR + 32, 4)).isEqualTo(0xF800);
        single.distributor.write(IPRIORITYR + 32, 4, 0x1122_3344);
        assertThat(single.distributor.read(IPRIORITYR + 35, 1)).isEqualTo(0x10);
    }

    @Test
    void aLevelSensitiveInterruptIsPendingAsLongAsItsLine() {
        single.gic.sharedLine(40).setLevel(true);
        assertThat(single.isPending(40)).isTrue();
        single.distributor.write(ICPENDR + 4, 4, 1 << 8);
        assertThat(single.isPending(40)).as("its line is still asserted").isTrue();
        single.gic.sharedLine(40).setLevel(false);
        assertThat(single.isPending(40)).isFalse();
    }

    @Test
    void anEdgeTriggeredInterruptStaysPendingAfterItsEdge() {
        single.distributor.write(ICFGR + 8, 4, 0b10L << 16);
        assertThat(single.distributor.read(ICFGR + 8, 4)).isEqualTo(0b10L << 16);
        single.gic.sharedLine(40).setLevel(true);
        single.gic.sharedLine(40).setLevel(false);
        assertThat(single.isPending(40)).isTrue();
        single.distributor.write(ICPENDR + 4, 4, 1 << 8);
        assertThat(single.isPending(40)).isFalse();
    }

    @Test
    void softwareMayMakeAnInterruptPendingAndActive() {
        single.distributor.write(ISPENDR + 4, 4, 1);
        single.distributor.write(ISACTIVER + 4, 4, 1);
        assertThat(single.isPending(32)).isTrue();
        assertThat(single.isActive(32)).isTrue();
        single.distributor.write(ICPENDR + 4, 4, 1);
        assertThat(single.isPending(32)).isFalse();
    }

    @Test
    void routesAreSixtyFourBitsAndReachedByHalves() {
        single.distributor.write(IROUTER + 8 * 40, 8, 0x12_8034_5678L);
        assertThat(single.distributor.read(IROUTER + 8 * 40, 8))
                .as("Interrupt_Routing_Mode is RES0: TYPER.No1N is 1")
                .isEqualTo(0x12_0034_5678L);
        single.distributor.write(IROUTER + 8 * 40 + 4, 4, 0);
        assertThat(single.distributor.read(IROUTER + 8 * 40, 4)).isEqualTo(0x34_5678);
        assertThat(single.distributor.read(IROUTER + 8 * 40 + 4, 4)).isZero();
    }

    @Test
    void theNonSecureViewHasNoPartInInterruptsOfOtherGroups() {
        GicFixture secure = GicFixture.secure();
        var view = secure.gic.distributor(RegisterView.NON_SECURE);
        secure.distributor.write(IGROUPR + 4, 4, 0b01);
        view.write(ISENABLER + 4, 4, 0b11);
        assertThat(secure.distributor.read(ISENABLER + 4, 4)).isEqualTo(0b01);
        assertThat(view.read(IGROUPR + 4, 4)).isZero();
        view.write(IGRPMODR + 4, 4, -1);
        assertThat(secure.distributor.read(IGRPMODR + 4, 4)).isZero();
        secure.distributor.write(IGRPMODR + 4, 4, 0b10);
        assertThat(secure.distributor.read(IGRPMODR + 4, 4)).isEqualTo(0b10);
    }

    @Test
    void theNonSecureViewSeesTheLowerHalfOfPrioritiesAsAll() {
        GicFixture secure = GicFixture.secure();
        var view = secure.gic.distributor(RegisterView.NON_SECURE);
        secure.distributor.write(IGROUPR + 4, 4, 1);
        view.write(IPRIORITYR + 32, 1, 0x40);
        assertThat(secure.distributor.read(IPRIORITYR + 32, 1)).isEqualTo(0xA0);
        assertThat(view.read(IPRIORITYR + 32, 1)).isEqualTo(0x40);
    }

    @Test
    void aRegisterThatThereIsNotReadsAsZero() {
        assertThat(single.distributor.read(0x0F00, 4)).isZero();
        assertThat(single.distributor.read(IPRIORITYR + 1000, 4)).isZero();
        single.distributor.write(IROUTER + 8 * 1000, 8, -1);
        assertThat(single.distributor.read(IROUTER + 8 * 1000, 8)).isZero();
    }
}
