package dev.realmstep.device.virtio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** A driver that follows VIRTIO 1.2: its registers and rings are laid out here by hand. */
final class TestDriver {
    static final long VERSION_1 = 1L << 32;
    static final long ACCESS_PLATFORM = 1L << 33;
    static final long INDIRECT = 1L << 28;
    static final long EVENT_INDEX = 1L << 29;

    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT_TABLE = 4;

    static final int QUEUE_SIZE = 8;

    /** Each queue has 64 KiB: table, driver's ring, device's ring. Buffers are behind. */
    static final long BUFFERS = SmallMemory.BASE + 0x8_0000;

    final SmallMemory memory;
    final VirtioMmio device;
    private final int[] made = new int[4];

    TestDriver(SmallMemory memory, VirtioMmio device) {
        this.memory = memory;
        this.device = device;
    }

    /** The initialisation of VIRTIO 1.2, 3.1.1. */
    TestDriver initialise(long features, int queues) {
        negotiate(features);
        for (int queue = 0; queue < queues; queue++) {
            setUpQueue(queue, QUEUE_SIZE);
        }
        set(0x070, 1 | 2 | 8 | 4);
        return this;
    }

    void negotiate(long features) {
        Arrays.fill(made, 0);
        set(0x070, 0);
        set(0x070, 1);
        set(0x070, 1 | 2);
        set(0x024, 0);
        set(0x020, (int) features);
        set(0x024, 1);
        set(0x020, (int) (features >>> 32));
        set(0x070, 1 | 2 | 8);
    }

    void setUpQueue(int queue, int size) {
        memory.put16(available(queue) + 2, 0);
        set(0x030, queue);
        set(0x038, size);
        setAddress(0x080, table(queue));
        setAddress(0x090, available(queue));
        setAddress(0x0A0, used(queue));
        set(0x044, 1);
    }

    void setAddress(int register, long address) {
        set(register, (int) address);
        set(register + 4, (int) (address >>> 32));
    }

    static long table(int queue) {
        return SmallMemory.BASE + queue * 0x1_0000L;
    }

    static long available(int queue) {
        return table(queue) + 0x4000;
    }

    static long used(int queue) {
        return table(queue) + 0x8000;
    }

    void set(int register, int value) {
        device.write(register, 4, value & 0xFFFF_FFFFL);
    }

    int get(int register) {
        return (int) device.read(register, 4);
    }

    long offeredFeatures() {
        set(0x014, 0);
        long low = get(0x010) & 0xFFFF_FFFFL;
        set(0x014, 1);
        return low | (long) get(0x010) << 32;
    }

    void describe(int queue, int index, long address, long length, int flags, int next) {
        describeAt(table(queue) + 16L * index, address, length, flags, next);
    }

    void describeAt(long entry, long address, long length, int flags, int next) {
        memory.put64(entry, address);
        memory.put32(entry + 8, (int) length);
        memory.put16(entry + 12, flags);
        memory.put16(entry + 14, next);
    }

    /** Makes a chain available without telling the device. */
    void offer(int queue, int head) {
        memory.put16(available(queue) + 4 + 2L * (made[queue] % QUEUE_SIZE), head);
        made[queue]++;
        memory.put16(available(queue) + 2, made[queue]);
    }

    void notifyOf(int queue) {
        set(0x050, queue);
    }

    int usedCount(int queue) {
        return memory.get16(used(queue) + 2);
    }

    int usedHead(int queue, int nth) {
        return memory.get32(used(queue) + 4 + 8L * (nth % QUEUE_SIZE));
    }

    int usedLength(int queue, int nth) {
        return memory.get32(used(queue) + 8 + 8L * (nth % QUEUE_SIZE));
    }

    boolean needsReset() {
        return (get(0x070) & 64) != 0;
    }

    void assertFailed(String why) {
        assertThat(needsReset()).isTrue();
        assertThat(device.failure()).hasValueSatisfying(text -> assertThat(text).contains(why));
        assertThat(get(0x060) & 2).as("configuration change interrupt").isNotZero();
    }
}
