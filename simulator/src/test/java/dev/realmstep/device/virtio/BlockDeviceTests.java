package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.disk.Disk;
import dev.realmstep.device.disk.FileDisk;
import dev.realmstep.device.disk.SnapshotDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as in VIRTIO 1.2, 5.2.6, with a disk of four sectors: sector n is filled with the digit n. */
class BlockDeviceTests {
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int FLUSH = 4;
    private static final int GET_ID = 8;

    private static final int OK = 0;
    private static final int IO_ERROR = 1;
    private static final int UNSUPPORTED = 2;

    private static final long HEADER = TestDriver.BUFFERS;
    private static final long STATUS = TestDriver.BUFFERS + 0x100;
    private static final long DATA = TestDriver.BUFFERS + 0x1000;

    @TempDir
    private Path folder;

    private Path file;
    private final SmallMemory memory = new SmallMemory();

    @BeforeEach
    void createDisk() throws IOException {
        file = folder.resolve("disk.img");
        byte[] contents = new byte[4 * 512];
        for (int sector = 0; sector < 4; sector++) {
            Arrays.fill(contents, sector * 512, (sector + 1) * 512, (byte) ('0' + sector));
        }
        Files.write(file, contents);
    }

    private TestDriver driver(Disk disk) {
        VirtioMmio device = new VirtioMmio(new BlockDevice(disk, "disk"), memory, asserted -> {});
        return new TestDriver(memory, device).initialise(TestDriver.VERSION_1, 1);
    }

    private TestDriver writable() throws IOException {
        return driver(FileDisk.of(file, false));
    }

    /** Runs a request of header, data and status, and returns the status. */
    private int request(TestDriver driver, int type, long sector, int dataLength) {
        memory.put32(HEADER, type);
        memory.put32(HEADER + 4, 0);
        memory.put64(HEADER + 8, sector);
        memory.put(STATUS, new byte[] {(byte) 0xFF});
        driver.describe(0, 0, HEADER, 16, TestDriver.NEXT, dataLength == 0 ? 2 : 1);
        driver.describe(0, 1, DATA, dataLength, TestDriver.NEXT | (type == OUT ? 0 : TestDriver.WRITE), 2);
        driver.describe(0, 2, STATUS, 1, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        return memory.get8(STATUS);
    }

    private void fill(char value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        memory.put(DATA, bytes);
    }

    private String data(int length) {
        return new String(memory.get(DATA, length), StandardCharsets.US_ASCII);
    }

    private String sector(int sector) throws IOException {
        return new String(Files.readAllBytes(file), sector * 512, 512, StandardCharsets.US_ASCII);
    }

    @Test
    void theCapacityIsInSectors() throws IOException {
        TestDriver driver = writable();
        assertThat(driver.get(0x008)).isEqualTo(2);
        assertThat(driver.get(0x100)).isEqualTo(4);
        assertThat(driver.get(0x104)).isZero();
        assertThat(driver.get(0x108) * driver.get(0x10C))
                .as("size_max of all seg_max: Linux's bounce buffers in a realm with 256 MiB have 256 KiB")
                .isBetween(64 << 10, 192 << 10);
    }

    @Test
    void itOffersToFlush() throws IOException {
        assertThat(writable().offeredFeatures() & (1L << 9)).isNotZero();
        assertThat(writable().offeredFeatures() & (1L << 5)).as("read-only").isZero();
    }

    @Test
    void sectorsAreRead() throws IOException {
        TestDriver driver = writable();
        assertThat(request(driver, IN, 1, 1024)).isEqualTo(OK);
        assertThat(data(1024)).isEqualTo("1".repeat(512) + "2".repeat(512));
        assertThat(driver.usedLength(0, 0)).isEqualTo(1025);
        assertThat(driver.get(0x060)).isEqualTo(1);
    }

    @Test
    void sectorsAreWritten() throws IOException {
        TestDriver driver = writable();
        fill('x', 1024);
        assertThat(request(driver, OUT, 2, 1024)).isEqualTo(OK);
        assertThat(driver.usedLength(0, 0)).isEqualTo(1);
        assertThat(sector(1)).isEqualTo("1".repeat(512));
        assertThat(sector(2)).isEqualTo("x".repeat(512));
        assertThat(sector(3)).isEqualTo("x".repeat(512));
        assertThat(request(driver, FLUSH, 0, 0)).isEqualTo(OK);
    }

    @Test
    void headerDataAndStatusMayShareBuffersInAnyWay() throws IOException {
        TestDriver driver = writable();
        memory.put32(HEADER, IN);
        memory.put64(HEADER + 8, 3);
        driver.describe(0, 0, HEADER, 7, TestDriver.NEXT, 1);
        driver.describe(0, 1, HEADER + 7, 9, TestDriver.NEXT, 2);
        driver.describe(0, 2, DATA, 100, TestDriver.NEXT | TestDriver.WRITE, 3);
        driver.describe(0, 3, DATA + 100, 413, TestDriver.WRITE, 0);
        memory.put(DATA + 512, new byte[] {(byte) 0xFF});
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(data(512)).isEqualTo("3".repeat(512));
        assertThat(memory.get8(DATA + 512)).isEqualTo(OK);
        assertThat(driver.usedLength(0, 0)).isEqualTo(513);
    }

    @Test
    void aRequestIsLargerThanWhatIsMovedAtOnce() throws IOException {
        byte[] large = new byte[300 * 512];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i / 512 + i);
        }
        Files.write(file, large);
        TestDriver driver = writable();
        assertThat(request(driver, IN, 0, large.length)).isEqualTo(OK);
        assertThat(memory.get(DATA, large.length)).isEqualTo(large);
        memory.put(DATA, new byte[] {77});
        assertThat(request(driver, OUT, 0, large.length)).isEqualTo(OK);
        large[0] = 77;
        assertThat(Files.readAllBytes(file)).isEqualTo(large);
    }

    @Test
    void whatIsNotOnTheDiskIsAnError() throws IOException {
        TestDriver driver = writable();
        assertThat(request(driver, IN, 4, 512)).isEqualTo(IO_ERROR);
        assertThat(request(driver, IN, 3, 1024)).isEqualTo(IO_ERROR);
        assertThat(request(driver, OUT, 3, 1024)).isEqualTo(IO_ERROR);
        assertThat(request(driver, IN, -1, 512)).isEqualTo(IO_ERROR);
        assertThat(request(driver, OUT, Long.MAX_VALUE, 512)).isEqualTo(IO_ERROR);
        assertThat(request(driver, OUT, 1L << 55, 512)).isEqualTo(IO_ERROR);
        assertThat(driver.needsReset()).isFalse();
        assertThat(Files.size(file)).isEqualTo(4 * 512);
    }

    @Test
    void aPartOfASectorIsAnError() throws IOException {
        TestDriver driver = writable();
        assertThat(request(driver, IN, 0, 511)).isEqualTo(IO_ERROR);
        assertThat(request(driver, OUT, 0, 513)).isEqualTo(IO_ERROR);
    }

    @Test
    void aReadOnlyDiskSaysSoAndIsNotWritten() throws IOException {
        TestDriver driver = driver(FileDisk.of(file, true));
        assertThat(driver.offeredFeatures() & (1L << 5)).isNotZero();
        fill('x', 512);
        assertThat(request(driver, OUT, 0, 512)).isEqualTo(IO_ERROR);
        assertThat(sector(0)).isEqualTo("0".repeat(512));
        assertThat(request(driver, IN, 0, 512)).isEqualTo(OK);
    }

    @Test
    void aSnapshotKeepsWritesToItself() throws IOException {
        TestDriver driver = driver(new SnapshotDisk(FileDisk.of(file, true)));
        assertThat(driver.offeredFeatures() & (1L << 5)).isZero();
        fill('x', 1024);
        assertThat(request(driver, OUT, 1, 1024)).isEqualTo(OK);
        assertThat(request(driver, IN, 0, 2048)).isEqualTo(OK);
        assertThat(data(2048)).isEqualTo("0".repeat(512) + "x".repeat(1024) + "3".repeat(512));
        assertThat(sector(1)).isEqualTo("1".repeat(512));
    }

    @Test
    void theDiskHasAName() throws IOException {
        TestDriver driver = writable();
        assertThat(request(driver, GET_ID, 0, 20)).isEqualTo(OK);
        assertThat(data(20)).isEqualTo("disk" + "\0".repeat(16));
    }

    @Test
    void otherRequestsAreUnsupported() throws IOException {
        TestDriver driver = writable();
        assertThat(request(driver, 11, 0, 512)).isEqualTo(UNSUPPORTED);
        assertThat(request(driver, -1, 0, 512)).isEqualTo(UNSUPPORTED);
    }

    @Test
    void dataThatTheDeviceCannotReachIsAnErrorOfTheRequest() throws IOException {
        TestDriver driver = writable();
        memory.put32(HEADER, IN);
        memory.put64(HEADER + 8, 0);
        driver.describe(0, 0, HEADER, 16, TestDriver.NEXT, 1);
        driver.describe(0, 1, 0x4000_0000L, 512, TestDriver.NEXT | TestDriver.WRITE, 2);
        driver.describe(0, 2, STATUS, 1, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(memory.get8(STATUS)).isEqualTo(IO_ERROR);
        assertThat(driver.usedLength(0, 0)).isZero();
        assertThat(request(driver, IN, 0, 512)).isEqualTo(OK);
    }

    @Test
    void aFileThatBecameShorterIsAnErrorOfTheRequest() throws IOException {
        TestDriver driver = writable();
        Files.write(file, new byte[700]);
        assertThat(request(driver, IN, 1, 512)).isEqualTo(IO_ERROR);
        assertThat(request(driver, IN, 0, 512)).isEqualTo(OK);
    }

    @Test
    void aRequestWithoutAHeaderOrAStatusEndsInAReset() throws IOException {
        TestDriver driver = writable();
        driver.describe(0, 0, HEADER, 15, TestDriver.NEXT, 1);
        driver.describe(0, 1, STATUS, 1, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        driver.assertFailed("header");

        TestDriver again = writable();
        again.describe(0, 0, HEADER, 16, 0, 0);
        again.offer(0, 0);
        again.notifyOf(0);
        again.assertFailed("status");
    }

    /**
     * Each sector, read over the driver's ring and the request's own header, makes one more chain available and asks for
     * the next sector.
     */
    @Test
    void aDiskThatFeedsTheRingIsReadForOneRoundOnly() throws IOException {
        ByteBuffer disk = ByteBuffer.allocate(100 * 512).order(ByteOrder.LITTLE_ENDIAN);
        for (int sector = 0; sector < 100; sector++) {
            disk.putShort(sector * 512 + 2, (short) (sector + 2));
            disk.putLong(sector * 512 + 0x48, sector + 1);
        }
        Files.write(file, disk.array());
        TestDriver driver = writable();
        long ring = TestDriver.available(0);
        driver.describe(0, 0, ring + 0x40, 16, TestDriver.NEXT, 1);
        driver.describe(0, 1, ring, 512, TestDriver.NEXT | TestDriver.WRITE, 2);
        driver.describe(0, 2, STATUS, 1, TestDriver.WRITE, 0);
        driver.offer(0, 0);
        driver.notifyOf(0);
        assertThat(driver.usedCount(0)).isEqualTo(TestDriver.QUEUE_SIZE);
    }
}
