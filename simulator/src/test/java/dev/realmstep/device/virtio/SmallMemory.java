package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One mebibyte of guest memory; nothing else can be reached. */
final class SmallMemory implements GuestMemory {
    static final long BASE = 0x8000_0000L;
    static final int SIZE = 1 << 20;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    @Override
    public void read(long address, byte[] into, int offset, int length) throws GuestMemoryException {
        bytes.get(index(address, length), into, offset, length);
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) throws GuestMemoryException {
        bytes.put(index(address, length), from, offset, length);
    }

    private static int index(long address, int length) throws GuestMemoryException {
        long index = address - BASE;
        if (index < 0 || index > SIZE - length) {
            throw new GuestMemoryException(address, "nothing is there");
        }
        return (int) index;
    }

    void put(long address, byte[] value) {
        bytes.put((int) (address - BASE), value);
    }

    byte[] get(long address, int length) {
        byte[] value = new byte[length];
        bytes.get((int) (address - BASE), value);
        return value;
    }

    void put16(long address, int value) {
        bytes.putShort((int) (address - BASE), (short) value);
    }

    void put32(long address, int value) {
        bytes.putInt((int) (address - BASE), value);
    }

    void put64(long address, long value) {
        bytes.putLong((int) (address - BASE), value);
    }

    int get8(long address) {
        return bytes.get((int) (address - BASE)) & 0xFF;
    }

    int get16(long address) {
        return bytes.getShort((int) (address - BASE)) & 0xFFFF;
    }

    int get32(long address) {
        return bytes.getInt((int) (address - BASE));
    }
}
