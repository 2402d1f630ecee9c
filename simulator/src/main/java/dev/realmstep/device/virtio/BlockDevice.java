package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemoryException;
import dev.realmstep.device.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A block device (VIRTIO 1.2, 5.2): reads and writes sectors of a disk. */
public final class BlockDevice implements VirtioDevice {
    private static final int DEVICE_ID = 2;
    private static final int QUEUE_SIZE = 128;

    private static final long SIZE_MAX = 1L << 1;
    private static final long SEG_MAX = 1L << 2;
    private static final long READ_ONLY = 1L << 5;
    private static final long FLUSH = 1L << 9;

    /** A kernel wants a segment to hold a page, of 16 KiB at the most; since Linux 6.15 larger pages may be parted. */
    private static final int SEGMENT_BYTES = 16 << 10;

    /** So few that several requests fit into the bounce buffers of a small realm: one that does not fit is never done. */
    private static final int SEGMENTS = 4;

    private static final int CONFIGURATION_SIZE = 60;
    private static final int SIZE_MAX_OFFSET = 8;
    private static final int SEG_MAX_OFFSET = 12;

    private static final int REQUEST_IN = 0;
    private static final int REQUEST_OUT = 1;
    private static final int REQUEST_FLUSH = 4;
    private static final int REQUEST_GET_ID = 8;
    private static final int HEADER_SIZE = 16;
    private static final int SECTOR_OFFSET = 8;
    private static final int IDENTITY_SIZE = 20;

    private static final byte STATUS_OK = 0;
    private static final byte STATUS_IO_ERROR = 1;
    private static final byte STATUS_UNSUPPORTED = 2;

    /** Bytes moved at once, so that a request's size needs no memory of the host. */
    private static final int PORTION = 64 << 10;

    private final Disk disk;
    private final byte[] identity;
    private final byte[] portion = new byte[PORTION];

    /** @param identity what the driver sees as the disk's serial number; its first 20 bytes count */
    public BlockDevice(Disk disk, String identity) {
        this.disk = disk;
        this.identity = Arrays.copyOf(identity.getBytes(StandardCharsets.UTF_8), IDENTITY_SIZE);
    }

    @Override
    public int deviceId() {
        return DEVICE_ID;
    }

    @Override
    public long features() {
        return SIZE_MAX | SEG_MAX | FLUSH | (disk.isReadOnly() ? READ_ONLY : 0);
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public int queueSize(int queue) {
        return QUEUE_SIZE;
    }

    @Override
    public byte[] configuration() {
        return ByteBuffer.allocate(CONFIGURATION_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, disk.sectors())
                .putInt(SIZE_MAX_OFFSET, SEGMENT_BYTES)
                .putInt(SEG_MAX_OFFSET, SEGMENTS)
                .array();
    }

    @Override
    public void reset() {
        // Requests are done as they come: there is nothing to forget.
    }

    @Override
    public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
        Virtqueue requests = queues.getFirst();
        for (DescriptorChain chain = requests.take(); chain != null; chain = requests.take()) {
            if (chain.readable().size() < HEADER_SIZE || chain.writable().size() == 0) {
                throw new VirtqueueException("a block request has no header, or no room for its status");
            }
            byte[] header = new byte[HEADER_SIZE];
            chain.readable().read(header, 0, HEADER_SIZE);
            chain.writable().writeLast(answer(chain, ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN)));
            requests.complete(chain, chain.writable().position());
        }
    }

    /** Carries a request out; the status is what it returns. */
    private byte answer(DescriptorChain chain, ByteBuffer header) {
        long sector = header.getLong(SECTOR_OFFSET);
        try {
            return switch (header.getInt(0)) {
                case REQUEST_IN -> read(sector, chain.writable());
                case REQUEST_OUT -> write(sector, chain.readable());
                case REQUEST_FLUSH -> flush();
                case REQUEST_GET_ID -> identify(chain.writable());
                default -> STATUS_UNSUPPORTED;
            };
        } catch (IOException | GuestMemoryException e) {
            return STATUS_IO_ERROR; // one request failed; the queue is in order
        }
    }

    private byte read(long first, Buffers data) throws IOException, GuestMemoryException {
        long bytes = data.remaining() - 1;
        if (!isOnDisk(first, bytes)) {
            return STATUS_IO_ERROR;
        }
        long sector = first;
        for (long left = bytes; left > 0; left -= PORTION) {
            int length = (int) Math.min(left, PORTION);
            disk.read(sector, portion, 0, length);
            data.write(portion, 0, length);
            sector += PORTION / Disk.SECTOR_SIZE;
        }
        return STATUS_OK;
    }

    private byte write(long first, Buffers data) throws IOException, GuestMemoryException {
        long bytes = data.remaining();
        if (disk.isReadOnly() || !isOnDisk(first, bytes)) {
            return STATUS_IO_ERROR;
        }
        long sector = first;
        for (long left = bytes; left > 0; left -= PORTION) {
            int length = (int) Math.min(left, PORTION);
            data.read(portion, 0, length);
            disk.write(sector, portion, 0, length);
            sector += PORTION / Disk.SECTOR_SIZE;
        }
        return STATUS_OK;
    }

    /** Whether whole sectors of the disk are meant; a sector's number is unsigned. */
    private boolean isOnDisk(long sector, long bytes) {
        return bytes % Disk.SECTOR_SIZE == 0 && sector >= 0 && sector <= disk.sectors() - bytes / Disk.SECTOR_SIZE;
    }

    private byte flush() throws IOException {
        disk.flush();
        return STATUS_OK;
    }

    private byte identify(Buffers data) throws GuestMemoryException {
        data.write(identity, 0, (int) Math.min(IDENTITY_SIZE, data.remaining() - 1));
        return STATUS_OK;
    }
}
