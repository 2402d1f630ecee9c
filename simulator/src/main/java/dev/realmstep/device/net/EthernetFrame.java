package dev.realmstep.device.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A frame of Ethernet II, without its check sequence. */
final class EthernetFrame {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int ADDRESS_SIZE = 6;
    private static final int HEADER_SIZE = 14;

    private final long destination;
    private final long source;
    private final int type;
    private final byte[] payload;

    /**
     * A frame.
     *
     * @param destination MAC address in the low 48 bits
     * @param source MAC address in the low 48 bits
     * @param type of the payload (EtherType)
     */
    EthernetFrame(long destination, long source, int type, byte[] payload) {
        this.destination = destination;
        this.source = source;
        this.type = type;
        this.payload = payload;
    }

    static Optional<EthernetFrame> parse(byte[] frame) {
        if (frame.length < HEADER_SIZE) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        return Optional.of(new EthernetFrame(
                address(buffer),
                address(buffer),
                Short.toUnsignedInt(buffer.getShort()),
                Arrays.copyOfRange(frame, HEADER_SIZE, frame.length)));
    }

    long destination() {
        return destination;
    }

    long source() {
        return source;
    }

    int type() {
        return type;
    }

    byte[] payload() {
        return payload;
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_SIZE + payload.length);
        putAddress(buffer, destination);
        putAddress(buffer, source);
        return buffer.putShort((short) type).put(payload).array();
    }

    /** Reads a MAC address. */
    static long address(ByteBuffer buffer) {
        return Short.toUnsignedLong(buffer.getShort()) << Integer.SIZE | Integer.toUnsignedLong(buffer.getInt());
    }

    /** Writes a MAC address. */
    static void putAddress(ByteBuffer buffer, long address) {
        buffer.putShort((short) (address >>> Integer.SIZE)).putInt((int) address);
    }

    /** A MAC address as bytes. */
    static byte[] addressBytes(long address) {
        ByteBuffer buffer = ByteBuffer.allocate(ADDRESS_SIZE);
        putAddress(buffer, address);
        return buffer.array();
    }
}
