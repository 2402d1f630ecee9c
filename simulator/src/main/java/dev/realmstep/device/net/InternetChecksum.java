package dev.realmstep.device.net;

/** The checksum of IP, ICMP and UDP (RFC 1071). */
final class InternetChecksum {
    private InternetChecksum() {}

    /** Of a stretch of bytes; over bytes that hold their own right checksum it is 0. */
    static int of(byte[] bytes, int offset, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            int value = Byte.toUnsignedInt(bytes[offset + i]);
            sum += i % 2 == 0 ? value << Byte.SIZE : value;
        }
        while (sum >>> Short.SIZE != 0) {
            sum = (sum & 0xFFFF) + (sum >>> Short.SIZE);
        }
        return (int) ~sum & 0xFFFF;
    }
}
