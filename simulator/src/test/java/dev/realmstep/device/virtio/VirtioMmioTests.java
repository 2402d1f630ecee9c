package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.GuestMemoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The register interface, against VIRTIO 1.2, 4.2.2 and 3.1. */
class VirtioMmioTests {
    /** Returns each chain at once, without a look at it. */
    private static final class Returner implements VirtioDevice {
        @Override
        public int deviceId() {
            return 42;
        }

        @Override
        public long features() {
            return 1L << 5;
        }

        @Override
        public int queues() {
            return 2;
        }

        @Override
        public int queueSize(int queue) {
            return 256;
        }

        @Override
        public byte[] configuration() {
            return new byte[] {1, 2, 3, 4, 5};
        }

        @Override
        public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
            for (Virtqueue queue : queues) {
                for (DescriptorChain chain = queue.take(); chain != null; chain = queue.take()) {
                    queue.complete(chain, 0);
                }
            }
        }

        @Override
        public void reset() {}
    }

    private final SmallMemory memory = new SmallMemory();
    private final List<Boolean> levels = new ArrayList<>();
    private final VirtioMmio device = new VirtioMmio(new Returner(), memory, levels::add);
    private final TestDriver driver = new TestDriver(memory, device);

    @Test
    void aDriverFindsAModernDevice() {
        assertThat(driver.get(0x000)).isEqualTo(0x7472_6976);
        assertThat(driver.get(0x004)).isEqualTo(2);
        assertThat(driver.get(0x008)).isEqualTo(42);
        driver.set(0x030, 1);
        assertThat(driver.get(0x034)).as("QueueNumMax").isEqualTo(256);
        driver.set(0x030, 2);
        assertThat(driver.get(0x034)).as("QueueNumMax of no queue").isZero();
    }

    @Test
    void theTransportOffersWhatARealmNeeds() {
        long expected = TestDriver.VERSION_1
                | TestDriver.ACCESS_PLATFORM
                | TestDriver.INDIRECT
                | TestDriver.EVENT_INDEX
                | 1L << 5;
        assertThat(driver.offeredFeatures()).isEqualTo(expected);
    }

    @Test
    void thereIsNoSharedMemory() {
        driver.set(0x0AC, 0);
        assertThat(driver.get(0x0B0)).isEqualTo(-1);
        assertThat(driver.get(0x0B4)).isEqualTo(-1);
    }

    @Test
    void theConfigurationIsReadInAllWidthsAndIsZeroBehindItsEnd() {
        assertThat(device.read(0x100, 1)).isEqualTo(1);
        assertThat(device.read(0x102, 2)).isEqualTo(0x0403);
        assertThat(device.read(0x100, 4)).isEqualTo(0x0403_0201);
        assertThat(device.read(0x100, 8)).isEqualTo(0x05_0403_0201L);
        assertThat(device.read(0x104, 4)).isEqualTo(5);
        assertThat(device.read(0x1F8, 8)).isZero();
        assertThat(device.read(0xFFFF_FFFF_00L, 8)).as("a window of any size").isZero();
    }

    @Test
    void registersAnswerOnlyWholeWords() {
        assertThat(device.read(0x000, 1)).isZero();
        device.write(0x070, 1, 1);
        assertThat(driver.get(0x070)).isZero();
    }

    @Test
    void aDriverThatAcceptsWhatIsNotOfferedIsRefused() {
        driver.negotiate(TestDriver.VERSION_1 | 1L << 6);
        assertThat(driver.get(0x070)).isEqualTo(1 | 2);
    }

    @Test
    void aDriverOfTheOldInterfaceIsRefused() {
        driver.negotiate(1L << 5);
        driver.set(0x070, 1 | 2 | 4);
        assertThat(driver.get(0x070)).isEqualTo(1 | 2);
    }

    @Test
    void aQueueIsServedOnceTheDriverIsReadyEvenWithoutANotification() {
        driver.negotiate(TestDriver.VERSION_1);
        driver.setUpQueue(1, TestDriver.QUEUE_SIZE);
        assertThat(driver.get(0x044)).isEqualTo(1);
        driver.describe(1, 3, TestDriver.BUFFERS, 4, 0, 0);
        driver.offer(1, 3);
        driver.notifyOf(1);
        assertThat(driver.usedCount(1)).isZero();
        driver.set(0x070, 1 | 2 | 8 | 4);
        assertThat(driver.usedCount(1)).isEqualTo(1);
        assertThat(driver.usedHead(1, 0)).isEqualTo(3);
    }

    @Test
    void theInterruptIsAssertedUntilItIsAcknowledged() {
        driver.initialise(TestDriver.VERSION_1, 1);
        driver.describe(0, 0, TestDriver.BUFFERS, 4, 0, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(driver.get(0x060)).isEqualTo(1);
        assertThat(device.interrupt()).isTrue();
        assertThat(levels.getLast()).isTrue();
        driver.set(0x064, 1);
        assertThat(driver.get(0x060)).isZero();
        assertThat(levels.getLast()).isFalse();
    }

    @Test
    void aResetForgetsTheDriver() {
        driver.initialise(TestDriver.VERSION_1, 2);
        driver.describe(0, 0, TestDriver.BUFFERS, 4, 0, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.set(0x070, 0);
        assertThat(driver.get(0x070)).isZero();
        assertThat(driver.get(0x060)).isZero();
        driver.set(0x030, 0);
        assertThat(driver.get(0x044)).isZero();
        assertThat(device.interrupt()).isFalse();
    }

    @Test
    void aRingInUseIsNotMoved() {
        driver.initialise(TestDriver.VERSION_1, 1);
        driver.set(0x030, 0);
        driver.setAddress(0x080, 0xDEAD_0000L);
        driver.set(0x038, 3);
        driver.describe(0, 0, TestDriver.BUFFERS, 4, 0, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(driver.usedCount(0)).isEqualTo(1);
    }

    @Test
    void sizesThatNoQueueHasNeedAReset() {
        for (int size : new int[] {0, 3, 512, 0x8000_0000, -1}) {
            driver.negotiate(TestDriver.VERSION_1);
            driver.setUpQueue(0, size);
            assertThat(driver.needsReset()).as("size %x", size).isTrue();
            assertThat(driver.get(0x044)).isZero();
        }
        driver.negotiate(TestDriver.VERSION_1);
        assertThat(driver.needsReset()).isFalse();
    }

    @Test
    void queuesThatAreNotAlignedNeedAReset() {
        driver.negotiate(TestDriver.VERSION_1);
        driver.set(0x030, 0);
        driver.set(0x038, 8);
        driver.setAddress(0x080, SmallMemory.BASE + 8);
        driver.set(0x044, 1);
        assertThat(driver.needsReset()).isTrue();
    }

    @Test
    void registersThatAreNotThereAreHarmless() {
        for (int register = 0; register < 0x200; register += 4) {
            if (register != 0x050) {
                driver.set(register, -1);
            }
            driver.get(register);
        }
        assertThat(driver.get(0x000)).isEqualTo(0x7472_6976);
    }
}
