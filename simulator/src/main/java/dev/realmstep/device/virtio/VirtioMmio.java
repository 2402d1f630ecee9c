package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registers through which a driver finds and operates a device: virtio over MMIO, version 2 (VIRTIO 1.2, 4.2). */
public final class VirtioMmio implements MemoryMappedDevice {
    private static final int MAGIC_VALUE = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int VENDOR_ID = 0x00C;
    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SEL = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SEL = 0x024;
    private static final int QUEUE_SEL = 0x030;
    private static final int QUEUE_NUM_MAX = 0x034;
    private static final int QUEUE_NUM = 0x038;
    private static final int QUEUE_READY = 0x044;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACK = 0x064;
    private static final int STATUS = 0x070;
    private static final int QUEUE_DESC_LOW = 0x080;
    private static final int QUEUE_DESC_HIGH = 0x084;
    private static final int QUEUE_DRIVER_LOW = 0x090;
    private static final int QUEUE_DRIVER_HIGH = 0x094;
    private static final int QUEUE_DEVICE_LOW = 0x0A0;
    private static final int QUEUE_DEVICE_HIGH = 0x0A4;
    private static final int SHM_LEN_LOW = 0x0B0;
    private static final int SHM_BASE_HIGH = 0x0BC;
    private static final int CONFIG = 0x100;

    private static final int MAGIC = 0x7472_6976; // "virt"
    private static final int MODERN = 2;
    private static final int VENDOR = 0x4D54_5352; // "RSTM"

    private static final int STATUS_FEATURES_OK = 8;
    private static final int STATUS_DRIVER_OK = 4;
    private static final int STATUS_DEVICE_NEEDS_RESET = 64;

    private static final int INTERRUPT_USED_BUFFER = 1;
    private static final int INTERRUPT_CONFIGURATION = 2;

    private static final long INDIRECT_DESCRIPTORS = 1L << 28;
    private static final long EVENT_INDEX = 1L << 29;
    private static final long VERSION_1 = 1L << 32;
    /** Addresses are what the platform makes of them: a realm's driver shares buffers before it hands them over. */
    private static final long ACCESS_PLATFORM = 1L << 33;

    private static final long TRANSPORT_FEATURES = INDIRECT_DESCRIPTORS | EVENT_INDEX | VERSION_1 | ACCESS_PLATFORM;

    private static final long LOW_WORD = 0xFFFF_FFFFL;

    private final VirtioDevice device;
    private final InterruptLine line;
    private final List<Virtqueue> queues;

    private int deviceFeaturesWord;
    private int driverFeaturesWord;
    private long driverFeatures;
    private int selectedQueue;
    private int interruptStatus;
    private int status;
    private @Nullable String failure;

    /**
     * Puts a device behind registers of its own.
     *
     * @param memory where its queues and their buffers are
     */
    public VirtioMmio(VirtioDevice device, GuestMemory memory, InterruptLine line) {
        this.device = device;
        this.line = line;
        List<Virtqueue> made = new ArrayList<>();
        for (int i = 0; i < device.queues(); i++) {
            made.add(new Virtqueue(memory, device.queueSize(i)));
        }
        this.queues = List.copyOf(made);
    }

    /** Whether the interrupt is asserted. */
    public boolean interrupt() {
        return interruptStatus != 0;
    }

    /** What the driver did wrong, if that is why the device waits to be reset. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public long read(long offset, int bytes) {
        if (offset >= CONFIG) {
            return configuration(offset - CONFIG, bytes);
        }
        return bytes == Integer.BYTES ? readRegister((int) offset) & LOW_WORD : 0;
    }

    private long configuration(long offset, int bytes) {
        byte[] space = device.configuration();
        long value = 0;
        for (long at = Math.min(offset + bytes, space.length) - 1; at >= offset; at--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(space[(int) at]);
        }
        return value;
    }

    private int readRegister(int register) {
        return switch (register) {
            case MAGIC_VALUE -> MAGIC;
            case VERSION -> MODERN;
            case DEVICE_ID -> device.deviceId();
            case VENDOR_ID -> VENDOR;
            case DEVICE_FEATURES -> word(offeredFeatures(), deviceFeaturesWord);
            case QUEUE_NUM_MAX -> selectedQueue < queues.size() ? device.queueSize(selectedQueue) : 0;
            case QUEUE_READY -> selectedQueue < queues.size() && selected().isReady() ? 1 : 0;
            case INTERRUPT_STATUS -> interruptStatus;
            case STATUS -> status;
            default -> register >= SHM_LEN_LOW && register <= SHM_BASE_HIGH ? -1 : 0; // no shared memory regions
        };
    }

    @Override
    public void write(long offset, int bytes, long value) {
        if (offset < CONFIG && bytes == Integer.BYTES) {
            writeRegister((int) offset, (int) value);
        }
    }

    private void writeRegister(int register, int value) {
        switch (register) {
            case DEVICE_FEATURES_SEL -> deviceFeaturesWord = value;
            case DRIVER_FEATURES_SEL -> driverFeaturesWord = value;
            case DRIVER_FEATURES -> setDriverFeatures(value);
            case QUEUE_SEL -> selectedQueue = value < 0 ? Integer.MAX_VALUE : value;
            case QUEUE_NOTIFY -> serve();
            case INTERRUPT_ACK -> setInterruptStatus(interruptStatus & ~value);
            case STATUS -> setStatus(value & 0xFF);
            default -> {
                if (selectedQueue < queues.size()) {
                    writeQueueRegister(selected(), register, value);
                }
            }
        }
    }

    private void writeQueueRegister(Virtqueue queue, int register, int value) {
        if (register == QUEUE_READY) {
            setReady(queue, (value & 1) != 0);
            return;
        }
        if (queue.isReady()) {
            return; // the driver must not move a ring that is in use
        }
        switch (register) {
            case QUEUE_NUM -> queue.setSize(value);
            case QUEUE_DESC_LOW -> queue.setDescriptorArea(withLow(queue.descriptorArea(), value));
            case QUEUE_DESC_HIGH -> queue.setDescriptorArea(withHigh(queue.descriptorArea(), value));
            case QUEUE_DRIVER_LOW -> queue.setDriverArea(withLow(queue.driverArea(), value));
            case QUEUE_DRIVER_HIGH -> queue.setDriverArea(withHigh(queue.driverArea(), value));
            case QUEUE_DEVICE_LOW -> queue.setDeviceArea(withLow(queue.deviceArea(), value));
            case QUEUE_DEVICE_HIGH -> queue.setDeviceArea(withHigh(queue.deviceArea(), value));
            default -> {
                // no register, or one that is only read
            }
        }
    }

    private Virtqueue selected() {
        return queues.get(selectedQueue);
    }

    private long offeredFeatures() {
        return device.features() | TRANSPORT_FEATURES;
    }

    private void setDriverFeatures(int value) {
        if (has(STATUS_FEATURES_OK)) {
            return; // they are agreed on
        }
        if (driverFeaturesWord == 0) {
            driverFeatures = withLow(driverFeatures, value);
        } else if (driverFeaturesWord == 1) {
            driverFeatures = withHigh(driverFeatures, value);
        }
    }

    private void setReady(Virtqueue queue, boolean ready) {
        if (!ready) {
            queue.stop();
        } else if (!queue.isReady()) {
            try {
                queue.start((driverFeatures & INDIRECT_DESCRIPTORS) != 0, (driverFeatures & EVENT_INDEX) != 0);
            } catch (VirtqueueException e) {
                needReset(e);
            }
        }
    }

    private void setStatus(int value) {
        if (value == 0) {
            reset();
            return;
        }
        int accepted = value & ~STATUS_DEVICE_NEEDS_RESET;
        accepted &= areFeaturesAcceptable() ? -1 : ~STATUS_FEATURES_OK;
        accepted &= (accepted & STATUS_FEATURES_OK) != 0 ? -1 : ~STATUS_DRIVER_OK;
        boolean wasOperating = isOperating();
        status = accepted | (status & STATUS_DEVICE_NEEDS_RESET);
        if (!wasOperating) {
            serve(); // what the driver made available before counts too
        }
    }

    private boolean areFeaturesAcceptable() {
        return (driverFeatures & ~offeredFeatures()) == 0 && (driverFeatures & VERSION_1) != 0;
    }

    private void reset() {
        driverFeatures = 0;
        deviceFeaturesWord = 0;
        driverFeaturesWord = 0;
        selectedQueue = 0;
        status = 0;
        failure = null;
        queues.forEach(Virtqueue::reset);
        device.reset();
        setInterruptStatus(0);
    }

    /** Whether a driver operates the device: it has set it up, and has done nothing wrong. */
    boolean isOperating() {
        return has(STATUS_DRIVER_OK) && !has(STATUS_DEVICE_NEEDS_RESET);
    }

    private boolean has(int statusBit) {
        return (status & statusBit) != 0;
    }

    /** Lets the device do what it can, if a driver operates it. */
    void serve() {
        if (!isOperating()) {
            return;
        }
        try {
            device.serve(queues);
            boolean used = false;
            for (Virtqueue queue : queues) {
                used |= queue.settle();
            }
            if (used) {
                setInterruptStatus(interruptStatus | INTERRUPT_USED_BUFFER);
            }
        } catch (VirtqueueException | GuestMemoryException e) {
            needReset(e);
        }
    }

    private void needReset(Exception why) {
        failure = why.getMessage();
        boolean driverListens = has(STATUS_DRIVER_OK);
        status |= STATUS_DEVICE_NEEDS_RESET;
        if (driverListens) {
            setInterruptStatus(interruptStatus | INTERRUPT_CONFIGURATION);
        }
    }

    private void setInterruptStatus(int value) {
        interruptStatus = value;
        line.setLevel(interrupt());
    }

    private static int word(long value, int index) {
        return switch (index) {
            case 0 -> (int) value;
            case 1 -> (int) (value >>> Integer.SIZE);
            default -> 0;
        };
    }

    private static long withLow(long value, int low) {
        return (value & ~LOW_WORD) | (low & LOW_WORD);
    }

    private static long withHigh(long value, int high) {
        return (value & LOW_WORD) | ((long) high << Integer.SIZE);
    }
}
