package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemoryException;
import dev.realmstep.device.net.UserNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A network device (VIRTIO 1.2, 5.1) with one pair of queues, without offloads. */
public final class NetworkDevice implements VirtioDevice {
    private static final int DEVICE_ID = 1;
    private static final int RECEIVE_QUEUE = 0;
    private static final int TRANSMIT_QUEUE = 1;
    private static final int QUEUES = 2;
    /** Linux keeps as many frames' buffers in the memory that the realm shares. */
    private static final int RECEIVE_QUEUE_SIZE = 64;
    /** Linux stops sending while fewer than 19 descriptors are free, the most that one frame may need. */
    private static final int TRANSMIT_QUEUE_SIZE = 256;

    private static final long MAC = 1L << 5;
    private static final long STATUS = 1L << 16;
    private static final int CONFIGURATION_SIZE = 12;
    private static final short LINK_UP = 1;

    /** struct virtio_net_hdr: all zero but num_buffers, its last two bytes. */
    private static final int HEADER_SIZE = 12;

    private static final int BUFFERS_OFFSET = 10;

    /** An Ethernet header and 1500 bytes. */
    private static final int LONGEST_FRAME = 1514;

    /** Frames that wait for the driver's buffers; a network loses what is beyond. */
    private static final int MOST_WAITING = 64;

    private final UserNetwork network;
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    public NetworkDevice(UserNetwork network) {
        this.network = network;
    }

    @Override
    public int deviceId() {
        return DEVICE_ID;
    }

    @Override
    public long features() {
        return MAC | STATUS;
    }

    @Override
    public int queues() {
        return QUEUES;
    }

    @Override
    public int queueSize(int queue) {
        return queue == TRANSMIT_QUEUE ? TRANSMIT_QUEUE_SIZE : RECEIVE_QUEUE_SIZE;
    }

    @Override
    public byte[] configuration() {
        return ByteBuffer.allocate(CONFIGURATION_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(UserNetwork.guestAddress())
                .putShort(LINK_UP)
                .array();
    }

    @Override
    public void reset() {
        waiting.clear();
    }

    @Override
    public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
        transmit(queues.get(TRANSMIT_QUEUE));
        receive(queues.get(RECEIVE_QUEUE));
    }

    private void transmit(Virtqueue queue) throws VirtqueueException, GuestMemoryException {
        for (DescriptorChain chain = queue.take(); chain != null; chain = queue.take()) {
            Buffers sent = chain.readable();
            if (sent.size() < HEADER_SIZE) {
                throw new VirtqueueException("a frame to send has no header");
            }
            if (sent.size() <= HEADER_SIZE + LONGEST_FRAME) {
                sent.read(new byte[HEADER_SIZE], 0, HEADER_SIZE);
                byte[] frame = new byte[(int) sent.remaining()];
                sent.read(frame, 0, frame.length);
                network.send(frame)
                        .filter(answer -> waiting.size() < MOST_WAITING)
                        .ifPresent(waiting::addLast);
            }
            queue.complete(chain, 0);
        }
    }

    private void receive(Virtqueue queue) throws VirtqueueException, GuestMemoryException {
        while (!waiting.isEmpty()) {
            DescriptorChain chain = queue.take();
            if (chain == null) {
                return;
            }
            byte[] frame = waiting.removeFirst();
            int length = HEADER_SIZE + frame.length;
            if (chain.writable().size() < length) {
                throw new VirtqueueException("a buffer for a frame has %d bytes"
                        .formatted(chain.writable().size()));
            }
            byte[] header = new byte[HEADER_SIZE];
            header[BUFFERS_OFFSET] = 1;
            chain.writable().write(header, 0, HEADER_SIZE);
            chain.writable().write(frame, 0, frame.length);
            queue.complete(chain, length);
        }
    }
}
