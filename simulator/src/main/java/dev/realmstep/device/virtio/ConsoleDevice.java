package dev.realmstep.device.virtio;

import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.GuestMemoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A console with a single port (VIRTIO 1.2, 5.3), without size or control queues. */
public final class ConsoleDevice implements VirtioDevice {
    private static final int DEVICE_ID = 3;
    private static final int RECEIVE_QUEUE = 0;
    private static final int TRANSMIT_QUEUE = 1;
    private static final int QUEUES = 2;
    private static final int QUEUE_SIZE = 16;

    /** cols, rows, max_nr_ports and emerg_wr, of which no offered feature makes any valid. */
    private static final int CONFIGURATION_SIZE = 12;

    /** Bytes that wait here for the driver's buffers; what is typed beyond waits in front of the device. */
    private static final int INPUT_CAPACITY = 64;

    private static final int PORTION = 4096;

    private final ConsoleSink sink;
    private final Deque<Byte> input = new ArrayDeque<>();

    public ConsoleDevice(ConsoleSink sink) {
        this.sink = sink;
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
        return QUEUES;
    }

    @Override
    public int queueSize(int queue) {
        return QUEUE_SIZE;
    }

    @Override
    public byte[] configuration() {
        return new byte[CONFIGURATION_SIZE];
    }

    @Override
    public void reset() {
        // What was typed is for whichever driver reads it.
    }

    /** Bytes that may be added to what waits for the driver. */
    int inputRoom() {
        return INPUT_CAPACITY - input.size();
    }

    /** Adds a byte to what waits for the driver. */
    void addInput(byte value) {
        input.addLast(value);
    }

    @Override
    public void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException {
        transmit(queues.get(TRANSMIT_QUEUE));
        receive(queues.get(RECEIVE_QUEUE));
    }

    private void transmit(Virtqueue queue) throws VirtqueueException, GuestMemoryException {
        for (DescriptorChain chain = queue.take(); chain != null; chain = queue.take()) {
            Buffers text = chain.readable();
            byte[] portion = new byte[(int) Math.min(PORTION, text.size())];
            while (text.remaining() > 0) {
                int length = (int) Math.min(portion.length, text.remaining());
                text.read(portion, 0, length);
                for (int i = 0; i < length; i++) {
                    sink.write(portion[i]);
                }
            }
            queue.complete(chain, 0);
        }
    }

    private void receive(Virtqueue queue) throws VirtqueueException, GuestMemoryException {
        while (!input.isEmpty()) {
            DescriptorChain chain = queue.take();
            if (chain == null) {
                return;
            }
            byte[] typed =
                    new byte[(int) Math.min(input.size(), chain.writable().size())];
            for (int i = 0; i < typed.length; i++) {
                typed[i] = input.removeFirst();
            }
            chain.writable().write(typed, 0, typed.length);
            queue.complete(chain, typed.length);
        }
    }
}
