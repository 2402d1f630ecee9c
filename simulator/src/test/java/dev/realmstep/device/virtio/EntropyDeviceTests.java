package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class EntropyDeviceTests {
    private final SmallMemory memory = new SmallMemory();

    private TestDriver driver(long seed) {
        VirtioMmio device = new VirtioMmio(new EntropyDevice(seed), memory, asserted -> {});
        return new TestDriver(memory, device).initialise(TestDriver.VERSION_1, 1);
    }

    private byte[] bytes(TestDriver driver, int length) {
        driver.describe(0, 0, TestDriver.BUFFERS, length, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        return memory.get(TestDriver.BUFFERS, length);
    }

    /** The generator's published test vector for this seed. */
    @Test
    void theBytesAreThoseOfTheNamedGenerator() {
        ByteBuffer values = ByteBuffer.wrap(bytes(driver(1234567), 24)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(values.getLong()).isEqualTo(6457827717110365317L);
        assertThat(values.getLong()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(values.getLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void bothRunsAreEqualAndNoTwoRequests() {
        TestDriver first = driver(1);
        byte[] early = bytes(first, 64);
        byte[] late = bytes(first, 64);
        assertThat(late).isNotEqualTo(early);
        assertThat(bytes(driver(1), 64)).isEqualTo(early);
        assertThat(bytes(driver(2), 64)).isNotEqualTo(early);
    }

    @Test
    void aRequestIsFilledWhole() {
        TestDriver driver = driver(3);
        assertThat(driver.get(0x008)).isEqualTo(4);
        byte[] bytes = bytes(driver, 10_001);
        assertThat(driver.usedLength(0, 0)).isEqualTo(10_001);
        assertThat(bytes[10_000]).isNotZero();
    }
}
