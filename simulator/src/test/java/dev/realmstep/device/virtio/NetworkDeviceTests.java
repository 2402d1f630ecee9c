package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.net.UserNetwork;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Frames with the header of VIRTIO 1.2, 5.1.6; the guest asks who has 10.0.2.2. */
class NetworkDeviceTests {
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;
    private static final String ARP_REQUEST =
            "ffffffffffff0200000000020806" + "0001080006040001" + "0200000000020a00020f" + "0000000000000a000202";
    private static final String ARP_REPLY =
            "0200000000020200000000010806" + "0001080006040002" + "0200000000010a000202" + "0200000000020a00020f";

    private final SmallMemory memory = new SmallMemory();
    private final VirtioMmio device = new VirtioMmio(new NetworkDevice(new UserNetwork()), memory, asserted -> {});
    private final TestDriver driver = new TestDriver(memory, device).initialise(TestDriver.VERSION_1, 2);

    private void send(String frame) {
        byte[] bytes = HexFormat.of().parseHex("00".repeat(12) + frame);
        memory.put(TestDriver.BUFFERS, bytes);
        driver.describe(TRANSMIT, 0, TestDriver.BUFFERS, bytes.length, 0, 0);
        driver.offer(TRANSMIT, 0);
        driver.notifyOf(TRANSMIT);
    }

    private void offerBuffer(int head, int length) {
        driver.describe(RECEIVE, head, TestDriver.BUFFERS + 0x1000L * (head + 1), length, TestDriver.WRITE, 0);
        driver.offer(RECEIVE, head);
        driver.notifyOf(RECEIVE);
    }

    private String received(int head, int length) {
        return HexFormat.of().formatHex(memory.get(TestDriver.BUFFERS + 0x1000L * (head + 1), length));
    }

    @Test
    void theConfigurationHasTheAddressAndTheLink() {
        assertThat(driver.get(0x008)).isEqualTo(1);
        assertThat(driver.offeredFeatures() & 0xFF_FFFF).as("MAC and STATUS").isEqualTo(1 << 5 | 1 << 16);
        assertThat(device.read(0x100, 4)).isEqualTo(0x0000_0002);
        assertThat(device.read(0x104, 2)).isEqualTo(0x0200);
        assertThat(device.read(0x106, 2)).isEqualTo(1);
    }

    @Test
    void anAnswerComesIntoTheDriversBuffer() {
        offerBuffer(3, 1526);
        send(ARP_REQUEST);
        assertThat(driver.usedCount(TRANSMIT)).isEqualTo(1);
        assertThat(driver.usedHead(RECEIVE, 0)).isEqualTo(3);
        assertThat(driver.usedLength(RECEIVE, 0)).isEqualTo(12 + 42);
        assertThat(received(3, 12)).as("one buffer, no offload").isEqualTo("00000000000000000000" + "0100");
        assertThat(received(3, 54)).endsWith(ARP_REPLY);
    }

    @Test
    void anAnswerWithoutABufferWaitsForOne() {
        send(ARP_REQUEST);
        assertThat(driver.usedCount(RECEIVE)).isZero();
        offerBuffer(0, 1526);
        assertThat(received(0, 54)).endsWith(ARP_REPLY);
    }

    @Test
    void whatIsTooLongForEthernetIsLost() {
        offerBuffer(0, 1526);
        send("00".repeat(2000));
        assertThat(driver.usedCount(TRANSMIT)).isEqualTo(1);
        assertThat(driver.usedCount(RECEIVE)).isZero();
        assertThat(driver.needsReset()).isFalse();
    }

    @Test
    void answersThatNobodyTakesAreLostInTheEnd() {
        for (int i = 0; i < 100; i++) {
            send(ARP_REQUEST);
        }
        for (int i = 0; i < 100; i++) {
            offerBuffer(i % TestDriver.QUEUE_SIZE, 1526);
            if (driver.usedCount(RECEIVE) <= i) {
                break;
            }
        }
        assertThat(driver.usedCount(RECEIVE)).isEqualTo(64);
    }

    @Test
    void aFrameWithoutAHeaderEndsInAReset() {
        driver.describe(TRANSMIT, 0, TestDriver.BUFFERS, 11, 0, 0);
        driver.offer(TRANSMIT, 0);
        driver.notifyOf(TRANSMIT);
        driver.assertFailed("header");
    }

    @Test
    void aBufferThatNoFrameFitsInEndsInAReset() {
        offerBuffer(0, 53);
        send(ARP_REQUEST);
        driver.assertFailed("53 bytes");
    }
}
