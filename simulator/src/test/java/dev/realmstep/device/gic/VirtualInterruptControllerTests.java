package dev.realmstep.device.gic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.MemoryMappedDevice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualInterruptControllerTests {
    private static final int LIST_REGISTERS = 4;
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;
    private static final long GROUP1 = 1L << 60;
    private static final long EOI = 1L << 41;

    private final VirtualInterruptController controller =
            new VirtualInterruptController(List.of(0L, 1L), 32, LIST_REGISTERS);
    private final MemoryMappedDevice distributor = controller.distributor();
    private final MemoryMappedDevice redistributors = controller.redistributors();

    /** As Linux does: everything to Group 1, the redistributors awake, priorities 0xA0. */
    @BeforeEach
    void setUpAsAGuestDoes() {
        distributor.write(GicFixture.IGROUPR + 4, 4, -1);
        for (int id = 32; id < 64; id++) {
            distributor.write(GicFixture.IPRIORITYR + id, 1, 0xA0);
        }
        distributor.write(0, 4, 1 << 4 | 1 << 1);
        for (int i = 0; i < 2; i++) {
            long base = i * VirtualInterruptController.REDISTRIBUTOR_SIZE;
            redistributors.write(base + GicFixture.WAKER, 4, 0);
            redistributors.write(base + GicFixture.SGI_BASE + GicFixture.IGROUPR, 4, -1);
            redistributors.write(base + GicFixture.SGI_BASE + GicFixture.ISENABLER, 4, -1);
            for (int id = 0; id < 32; id++) {
                redistributors.write(base + GicFixture.SGI_BASE + GicFixture.IPRIORITYR + id, 1, 0xA0);
            }
        }
    }

    private void enableShared(int id) {
        distributor.write(GicFixture.ISENABLER + 4, 4, 1L << (id - 32));
    }

    private void makeEdgeTriggered(int id) {
        int register = GicFixture.ICFGR + id / 16 * 4;
        distributor.write(register, 4, distributor.read(register, 4) | 0b10L << (id % 16 * 2));
    }

    private boolean isActive(int id) {
        return (distributor.read(GicFixture.ISACTIVER + 4, 4) >>> (id - 32) & 1) != 0;
    }

    private static long interrupt(int id) {
        return GROUP1 | 0xA0L << 48 | id;
    }

    /** Gives back the list registers after the guest did something to the first. */
    private void takeBack(int processor, long[] lent, long first) {
        long[] after = lent.clone();
        after[0] = first;
        controller.takeListRegisters(processor, after, 0);
    }

    @Test
    void withoutInterruptsAllListRegistersAreEmpty() {
        assertThat(controller.fillListRegisters(0)).containsExactly(0, 0, 0, 0);
        assertThat(controller.hasPending(0)).isFalse();
    }

    @Test
    void aLevelSensitiveInterruptAsksForMaintenanceAndIsLookedAtAgain() {
        enableShared(33);
        controller.sharedLine(33).setLevel(true);
        assertThat(controller.hasPending(0)).isTrue();
        long[] lent = controller.fillListRegisters(0);
        assertThat(lent).containsExactly(interrupt(33) | EOI | PENDING, 0, 0, 0);
        takeBack(0, lent, interrupt(33) | EOI | ACTIVE);
        assertThat(isActive(33)).isTrue();
        assertThat(controller.hasPending(0)).as("active").isFalse();
        lent = controller.fillListRegisters(0);
        assertThat(lent[0]).as("the line says nothing new").isEqualTo(interrupt(33) | EOI | ACTIVE);
        takeBack(0, lent, interrupt(33) | EOI);
        assertThat(isActive(33)).isFalse();
        assertThat(controller.fillListRegisters(0)[0]).as("again").isEqualTo(interrupt(33) | EOI | PENDING);
    }

    @Test
    void aLineThatFellIsNotOfferedAgain() {
        enableShared(33);
        controller.sharedLine(33).setLevel(true);
        long[] lent = controller.fillListRegisters(0);
        controller.sharedLine(33).setLevel(false);
        controller.takeListRegisters(0, lent, 0);
        assertThat(controller.fillListRegisters(0)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void anEdgeTriggeredInterruptMovesIntoTheListRegisterAndBack() {
        makeEdgeTriggered(34);
        enableShared(34);
        controller.sharedLine(34).setLevel(true);
        controller.sharedLine(34).setLevel(false);
        long[] lent = controller.fillListRegisters(0);
        assertThat(lent[0]).isEqualTo(interrupt(34) | PENDING);
        controller.takeListRegisters(0, lent, 0);
        assertThat(controller.hasPending(0)).as("not taken").isTrue();
        lent = controller.fillListRegisters(0);
        takeBack(0, lent, interrupt(34));
        assertThat(controller.hasPending(0)).as("taken and ended").isFalse();
    }

    @Test
    void anEdgeWhileActiveIsActiveAndPending() {
        makeEdgeTriggered(34);
        enableShared(34);
        controller.sharedLine(34).setLevel(true);
        long[] lent = controller.fillListRegisters(0);
        controller.sharedLine(34).setLevel(false);
        controller.sharedLine(34).setLevel(true);
        takeBack(0, lent, interrupt(34) | ACTIVE);
        assertThat(controller.fillListRegisters(0)[0]).isEqualTo(interrupt(34) | ACTIVE | PENDING);
    }

    @Test
    void aTimersPrivateLineReachesItsOwnProcessor() {
        controller.privateLine(1, 27).setLevel(true);
        assertThat(controller.hasPending(0)).isFalse();
        assertThat(controller.fillListRegisters(1)[0]).isEqualTo(interrupt(27) | EOI | PENDING);
    }

    @Test
    void aSoftwareGeneratedInterruptGoesToItsTargets() {
        controller.sendGroup1(0, 5L << 24 | 0b10);
        assertThat(controller.hasPending(0)).isFalse();
        assertThat(controller.fillListRegisters(1)[0]).isEqualTo(interrupt(5) | PENDING);
        controller.sendGroup0(0, 6L << 24 | 0b1);
        assertThat(controller.hasPending(0)).as("6 is not in Group 0").isFalse();
    }

    @Test
    void whatTheGuestHasDisabledIsNotOffered() {
        controller.sharedLine(33).setLevel(true);
        assertThat(controller.hasPending(0)).isFalse();
        enableShared(33);
        assertThat(controller.hasPending(0)).isTrue();
        distributor.write(0, 4, 0);
        assertThat(controller.hasPending(0)).as("its group").isFalse();
    }

    @Test
    void aSharedInterruptGoesWhereItsRouteSays() {
        enableShared(33);
        distributor.write(GicFixture.IROUTER + 8 * 33, 8, 1);
        controller.sharedLine(33).setLevel(true);
        assertThat(controller.hasPending(0)).isFalse();
        assertThat(controller.hasPending(1)).isTrue();
    }

    @Test
    void theMostUrgentGetListRegistersAndTheGuestIsAskedBackForTheRest() {
        for (int id = 0; id < LIST_REGISTERS; id++) {
            controller.sendGroup1(1, (long) id << 24 | 1);
        }
        assertThat(controller.hypervisorControl(0)).isZero();
        redistributors.write(GicFixture.SGI_BASE + GicFixture.IPRIORITYR + 7, 1, 0x20);
        controller.sendGroup1(1, 7L << 24 | 1);
        assertThat(controller.hypervisorControl(0)).as("UIE").isEqualTo(1 << 1);
        assertThat(Arrays.stream(controller.fillListRegisters(0)).map(lr -> lr & 0xFF))
                .containsExactly(7L, 0L, 1L, 2L);
    }

    @Test
    void endsThatNoListRegisterHeldDeactivateTheRest() {
        redistributors.write(GicFixture.SGI_BASE + GicFixture.ISACTIVER, 4, 0b11_1111);
        long[] lent = controller.fillListRegisters(0);
        controller.takeListRegisters(0, lent, 2L << 27);
        assertThat(redistributors.read(GicFixture.SGI_BASE + GicFixture.ISACTIVER, 4))
                .isEqualTo(0b00_1111);
    }

    @Test
    void anEndedInterruptIsInactiveForTheGuestsRegistersToo() {
        enableShared(33);
        distributor.write(GicFixture.ISPENDR + 4, 4, 0b10);
        long[] lent = controller.fillListRegisters(0);
        takeBack(0, lent, interrupt(33) | EOI);
        assertThat(distributor.read(GicFixture.ISPENDR + 4, 4))
                .as("what software made pending was taken")
                .isZero();
        assertThat(controller.hasPending(0)).isFalse();
    }
}
