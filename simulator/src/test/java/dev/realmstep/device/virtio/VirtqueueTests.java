package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.GuestMemoryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rings, against VIRTIO 1.2, 2.7, with drivers that keep its rules and with hostile ones. */
class VirtqueueTests {
    private static final int SIZE = TestDriver.QUEUE_SIZE;

    /** Keeps what it reads as text, and writes "answer" as far as there is room. */
    private static final class Recorder implements VirtioDevice {
        private final List<String> heard = new ArrayList<>();

        @Override
        public int deviceId() {
            return 42;
        }

        @Override
        public long features() {
            return 0;
        }

        @Override
        public int queues() {
            return 1;
        }

        @Override
        public int queueSize(int queue) {
            return SIZE;
        }

        @Override
        public byte[] configuration() {
            return new byte[0];
        }

        @Override
        public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
            Virtqueue queue = queues.getFirst();
            for (DescriptorChain chain = queue.take(); chain != null; chain = queue.take()) {
                byte[] text = new byte[(int) chain.readable().size()];
                chain.readable().read(text, 0, text.length);
                heard.add(new String(text, StandardCharsets.US_ASCII));
                int room = (int) Math.min(6, chain.writable().size());
                chain.writable().write("answer".getBytes(StandardCharsets.US_ASCII), 0, room);
                queue.complete(chain, room);
            }
        }

        @Override
        public void reset() {}
    }

    private final SmallMemory memory = new SmallMemory();
    private final Recorder recorder = new Recorder();
    private final TestDriver driver = new TestDriver(memory, new VirtioMmio(recorder, memory, asserted -> {}));

    @BeforeEach
    void initialise() {
        driver.initialise(TestDriver.VERSION_1 | TestDriver.INDIRECT, 1);
    }

    private void text(long address, String text) {
        memory.put(address, text.getBytes(StandardCharsets.US_ASCII));
    }

    private String text(long address, int length) {
        return new String(memory.get(address, length), StandardCharsets.US_ASCII);
    }

    @Test
    void aChainIsReadAndWrittenAcrossItsBuffers() {
        long b = TestDriver.BUFFERS;
        text(b, "hel");
        text(b + 0x100, "lo");
        driver.describe(0, 5, b, 3, TestDriver.NEXT, 2);
        driver.describe(0, 2, b + 0x100, 2, TestDriver.NEXT, 7);
        driver.describe(0, 7, b + 0x200, 4, TestDriver.NEXT | TestDriver.WRITE, 0);
        driver.describe(0, 0, b + 0x300, 100, TestDriver.WRITE, 0);
        driver.offer(0, 5);
        driver.notifyOf(0);
        assertThat(recorder.heard).containsExactly("hello");
        assertThat(text(b + 0x200, 4)).isEqualTo("answ");
        assertThat(text(b + 0x300, 3)).isEqualTo("er\0");
        assertThat(driver.usedCount(0)).isEqualTo(1);
        assertThat(driver.usedHead(0, 0)).isEqualTo(5);
        assertThat(driver.usedLength(0, 0)).isEqualTo(6);
    }

    @Test
    void anIndirectTableContinuesAChain() {
        long b = TestDriver.BUFFERS;
        long table = b + 0x1000;
        text(b, "one");
        text(b + 0x10, "two");
        driver.describeAt(table, b + 0x10, 3, TestDriver.NEXT, 1);
        driver.describeAt(table + 16, b + 0x20, 6, TestDriver.WRITE, 0);
        driver.describe(0, 0, b, 3, TestDriver.NEXT, 1);
        driver.describe(0, 1, table, 32, TestDriver.INDIRECT_TABLE | TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(recorder.heard).containsExactly("onetwo");
        assertThat(text(b + 0x20, 6)).isEqualTo("answer");
    }

    @Test
    void theRingsGoRoundManyTimes() {
        driver.describe(0, 1, TestDriver.BUFFERS, 6, TestDriver.WRITE, 0);
        for (int n = 0; n < 70_000; n++) {
            driver.offer(0, 1);
            driver.notifyOf(0);
        }
        assertThat(driver.usedCount(0)).isEqualTo(70_000 & 0xFFFF);
        assertThat(driver.needsReset()).isFalse();
    }

    @Test
    void aDriverThatWantsNoInterruptsGetsNone() {
        memory.put16(TestDriver.available(0), 1);
        driver.describe(0, 1, TestDriver.BUFFERS, 6, TestDriver.WRITE, 0);
        driver.offer(0, 1);
        driver.notifyOf(0);
        assertThat(driver.usedCount(0)).isEqualTo(1);
        assertThat(driver.get(0x060)).isZero();
    }

    @Test
    void withEventIndexesTheDriverIsInterruptedWhenTheRingPassesWhatItSaid() {
        driver.initialise(TestDriver.VERSION_1 | TestDriver.EVENT_INDEX, 1);
        long usedEvent = TestDriver.available(0) + 4 + 2 * SIZE;
        long availableEvent = TestDriver.used(0) + 4 + 8 * SIZE;
        memory.put16(usedEvent, 1);
        driver.describe(0, 1, TestDriver.BUFFERS, 6, TestDriver.WRITE, 0);
        driver.offer(0, 1);
        driver.notifyOf(0);
        assertThat(driver.get(0x060)).as("used index 1").isZero();
        assertThat(memory.get16(availableEvent)).isEqualTo(1);
        driver.offer(0, 1);
        driver.offer(0, 1);
        driver.notifyOf(0);
        assertThat(driver.get(0x060)).as("used index 3").isEqualTo(1);
        assertThat(memory.get16(availableEvent)).isEqualTo(3);
        driver.set(0x064, 1);
        driver.offer(0, 1);
        driver.notifyOf(0);
        assertThat(driver.get(0x060)).as("used index 4").isZero();
    }

    @Test
    void aLoopOfDescriptorsEndsInAReset() {
        driver.describe(0, 0, TestDriver.BUFFERS, 1, TestDriver.NEXT, 1);
        driver.describe(0, 1, TestDriver.BUFFERS, 1, TestDriver.NEXT, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("loop");
        assertThat(driver.usedCount(0)).isZero();
    }

    @Test
    void aLoopOfEmptyDescriptorsInAnIndirectTableEndsInAReset() {
        long table = TestDriver.BUFFERS;
        driver.describeAt(table, 0, 0, TestDriver.NEXT, 0);
        driver.describe(0, 0, table, 16 * 1000, TestDriver.INDIRECT_TABLE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("loop");
    }

    @Test
    void indirectTablesDoNotNest() {
        long table = TestDriver.BUFFERS;
        driver.describeAt(table, table, 16, TestDriver.INDIRECT_TABLE, 0);
        driver.describe(0, 0, table, 16, TestDriver.INDIRECT_TABLE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("indirect descriptor");
    }

    @Test
    void anIndirectTableOfNoWholeDescriptorsEndsInAReset() {
        driver.describe(0, 0, TestDriver.BUFFERS, 24, TestDriver.INDIRECT_TABLE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("24 bytes");
    }

    @Test
    void anIndirectTableThatWasNotAgreedOnEndsInAReset() {
        driver.initialise(TestDriver.VERSION_1, 1);
        driver.describe(0, 0, TestDriver.BUFFERS, 16, TestDriver.INDIRECT_TABLE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("indirect descriptor");
    }

    @Test
    void descriptorsOutsideTheTableEndInAReset() {
        driver.offer(0, SIZE);
        driver.notifyOf(0);
        driver.assertFailed("no descriptor 8");
    }

    @Test
    void aBufferToReadBehindOneToWriteEndsInAReset() {
        driver.describe(0, 0, TestDriver.BUFFERS, 4, TestDriver.NEXT | TestDriver.WRITE, 1);
        driver.describe(0, 1, TestDriver.BUFFERS, 4, 0, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("behind one to write");
    }

    @Test
    void lengthsOutOfAllMeasureEndInAReset() {
        driver.describe(0, 0, TestDriver.BUFFERS, 0xFFFF_FFFFL, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("bytes");
    }

    @Test
    void moreChainsThanTheQueueHoldsEndInAReset() {
        memory.put16(TestDriver.available(0) + 2, SIZE + 1);
        driver.notifyOf(0);
        driver.assertFailed("9 chains");
    }

    @Test
    void ringsInNoMemoryEndInAReset() {
        driver.negotiate(TestDriver.VERSION_1);
        driver.set(0x030, 0);
        driver.set(0x038, SIZE);
        driver.setAddress(0x080, -16);
        driver.setAddress(0x090, -2);
        driver.setAddress(0x0A0, -4);
        driver.set(0x044, 1);
        driver.set(0x070, 1 | 2 | 8 | 4);
        driver.assertFailed("guest memory");
    }

    @Test
    void buffersInNoMemoryEndInAReset() {
        driver.describe(0, 0, 0x1234, 4, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("guest memory at 0x1234");
    }

    @Test
    void aDeviceInNeedOfAResetServesNothing() {
        driver.offer(0, SIZE);
        driver.notifyOf(0);
        driver.describe(0, 0, TestDriver.BUFFERS, 4, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(driver.usedCount(0)).isZero();
        driver.set(0x070, 1 | 2 | 8 | 4);
        assertThat(driver.needsReset()).as("only a reset clears it").isTrue();
        driver.set(0x070, 0);
        assertThat(driver.needsReset()).isFalse();
    }
}
