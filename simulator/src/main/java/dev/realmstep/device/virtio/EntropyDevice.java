package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemoryException;
import java.util.List;

/**
 * An entropy device (VIRTIO 1.2, 5.4) without entropy: its bytes follow from a seed, so that two runs are equal. They are
 * those of SplitMix64 (Steele, Lea and Flood, 2014).
 */
public final class EntropyDevice implements VirtioDevice {
    private static final int DEVICE_ID = 4;
    private static final int QUEUE_SIZE = 8;
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final int PORTION = 4096;

    private long state;

    public EntropyDevice(long seed) {
        this.state = seed;
    }

    @Override
    public int deviceId() {
        return DEVICE_ID;
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
        return QUEUE_SIZE;
    }

    @Override
    public byte[] configuration() {
        return new byte[0];
    }

    @Override
    public void reset() {
        // The sequence goes on: the same bytes twice would be a poor source.
    }

    @Override
    public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
        Virtqueue requests = queues.getFirst();
        for (DescriptorChain chain = requests.take(); chain != null; chain = requests.take()) {
            Buffers wanted = chain.writable();
            while (wanted.remaining() > 0) {
                byte[] portion = new byte[(int) Math.min(PORTION, wanted.remaining())];
                fill(portion);
                wanted.write(portion, 0, portion.length);
            }
            requests.complete(chain, wanted.size());
        }
    }

    private void fill(byte[] bytes) {
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value = i % Long.BYTES == 0 ? next() : value >>> Byte.SIZE;
            bytes[i] = (byte) value;
        }
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ state >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
