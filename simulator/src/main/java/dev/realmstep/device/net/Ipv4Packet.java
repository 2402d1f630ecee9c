package dev.realmstep.device.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** An IPv4 packet (RFC 791) without options, not fragmented. */
final class Ipv4Packet {
    static final int ICMP = 1;
    static final int UDP = 17;
    static final int BROADCAST = -1;

    private static final int HEADER_SIZE = 20;
    private static final int VERSION_AND_LENGTH = 0x45;
    private static final int VERSION = 4;
    private static final int FRAGMENT = 0x3FFF;
    private static final int TIME_TO_LIVE = 64;
    private static final int CHECKSUM_OFFSET = 10;

    private final int source;
    private final int destination;
    private final int protocol;
    private final byte[] payload;

    Ipv4Packet(int source, int destination, int protocol, byte[] payload) {
        this.source = source;
        this.destination = destination;
        this.protocol = protocol;
        this.payload = payload;
    }

    /** Empty if it is damaged, or a fragment. */
    static Optional<Ipv4Packet> parse(byte[] bytes) {
        if (bytes.length < HEADER_SIZE) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int header = (bytes[0] & 0xF) * Integer.BYTES;
        int total = Short.toUnsignedInt(buffer.getShort(2));
        boolean whole = (bytes[0] >>> 4 & 0xF) == VERSION
                && header >= HEADER_SIZE
                && header <= total
                && total <= bytes.length
                && InternetChecksum.of(bytes, 0, header) == 0
                && (buffer.getShort(6) & FRAGMENT) == 0;
        return whole
                ? Optional.of(new Ipv4Packet(
                        buffer.getInt(12),
                        buffer.getInt(16),
                        Byte.toUnsignedInt(bytes[9]),
                        Arrays.copyOfRange(bytes, header, total)))
                : Optional.empty();
    }

    int source() {
        return source;
    }

    int destination() {
        return destination;
    }

    int protocol() {
        return protocol;
    }

    byte[] payload() {
        return payload;
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_SIZE + payload.length)
                .put((byte) VERSION_AND_LENGTH)
                .put((byte) 0)
                .putShort((short) (HEADER_SIZE + payload.length))
                .putInt(0)
                .put((byte) TIME_TO_LIVE)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source)
                .putInt(destination)
                .put(payload);
        return buffer.putShort(CHECKSUM_OFFSET, (short) InternetChecksum.of(buffer.array(), 0, HEADER_SIZE))
                .array();
    }
}
