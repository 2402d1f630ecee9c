package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A console of one port: queue 0 is the driver's input, queue 1 its output (VIRTIO 1.2, 5.3.2). */
class ConsoleDeviceTests {
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;

    private final SmallMemory memory = new SmallMemory();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ConsoleDevice console = new ConsoleDevice(output::write);
    private final VirtioMmio device = new VirtioMmio(console, memory, asserted -> {});
    private final ConsolePort port = new ConsolePort(console, device);
    private final TestDriver driver = new TestDriver(memory, device);

    private void type(String text) {
        for (byte value : text.getBytes(StandardCharsets.US_ASCII)) {
            port.receive(value);
        }
    }

    private void offerInput(int head, int length) {
        driver.describe(RECEIVE, head, TestDriver.BUFFERS + 0x100L * head, length, TestDriver.WRITE, 0);
        driver.offer(RECEIVE, head);
        driver.notifyOf(RECEIVE);
    }

    private String input(int head, int length) {
        return new String(memory.get(TestDriver.BUFFERS + 0x100L * head, length), StandardCharsets.US_ASCII);
    }

    @Test
    void whatTheDriverSendsIsPrinted() {
        driver.initialise(TestDriver.VERSION_1, 2);
        assertThat(driver.get(0x008)).isEqualTo(3);
        memory.put(TestDriver.BUFFERS, "hello, world".getBytes(StandardCharsets.US_ASCII));
        driver.describe(TRANSMIT, 0, TestDriver.BUFFERS, 7, TestDriver.NEXT, 1);
        driver.describe(TRANSMIT, 1, TestDriver.BUFFERS + 7, 5, 0, 0);
        driver.offer(TRANSMIT, 0);
        driver.notifyOf(TRANSMIT);
        assertThat(output.toString(StandardCharsets.US_ASCII)).isEqualTo("hello, world");
        assertThat(driver.usedCount(TRANSMIT)).isEqualTo(1);
        assertThat(driver.usedLength(TRANSMIT, 0)).isZero();
    }

    @Test
    void nothingIsReceivedBeforeADriverIsReady() {
        assertThat(port.receiveRoom()).isZero();
        driver.initialise(TestDriver.VERSION_1, 2);
        assertThat(port.receiveRoom()).isPositive();
    }

    @Test
    void whatIsTypedGoesIntoTheDriversBuffers() {
        driver.initialise(TestDriver.VERSION_1, 2);
        offerInput(2, 16);
        offerInput(3, 16);
        assertThat(driver.get(0x060)).isZero();
        type("l");
        assertThat(driver.get(0x060)).isEqualTo(1);
        type("s");
        assertThat(input(2, 1) + input(3, 1)).isEqualTo("ls");
        assertThat(driver.usedCount(RECEIVE)).isEqualTo(2);
        assertThat(driver.usedHead(RECEIVE, 1)).isEqualTo(3);
        assertThat(driver.usedLength(RECEIVE, 1)).isEqualTo(1);
    }

    @Test
    void whatIsTypedWithoutBuffersWaitsForThem() {
        driver.initialise(TestDriver.VERSION_1, 2);
        int room = port.receiveRoom();
        type("abc");
        assertThat(port.receiveRoom()).isEqualTo(room - 3);
        offerInput(0, 2);
        assertThat(input(0, 2)).isEqualTo("ab");
        offerInput(1, 2);
        assertThat(input(1, 1)).isEqualTo("c");
        assertThat(port.receiveRoom()).isEqualTo(room);
    }

    @Test
    void theNextDriverGetsWhatTheLastOneDidNotRead() {
        driver.initialise(TestDriver.VERSION_1, 2);
        type("x");
        driver.initialise(TestDriver.VERSION_1, 2);
        offerInput(0, 2);
        assertThat(input(0, 1)).isEqualTo("x");
    }

    @Test
    void inputBuffersOfNoSizeDoNotHang() {
        driver.initialise(TestDriver.VERSION_1, 2);
        offerInput(0, 0);
        type("x");
        assertThat(driver.usedCount(RECEIVE)).isEqualTo(1);
        assertThat(driver.usedLength(RECEIVE, 0)).isZero();
        offerInput(1, 1);
        assertThat(input(1, 1)).isEqualTo("x");
    }
}
