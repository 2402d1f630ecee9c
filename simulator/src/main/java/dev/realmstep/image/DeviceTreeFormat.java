package dev.realmstep.image;

/** The numbers of the flattened form (Devicetree Specification, sections 5.2 to 5.4), shared by reader and writer. */
final class DeviceTreeFormat {
    static final int MAGIC = 0xd00d_feed;
    static final int VERSION = 17;

    /** The oldest version whose readers understand version 17. */
    static final int LAST_COMPATIBLE_VERSION = 16;

    static final int HEADER_SIZE = 40;
    static final int RESERVATION_SIZE = 16;

    static final int BEGIN_NODE = 1;
    static final int END_NODE = 2;
    static final int PROPERTY = 3;
    static final int NOP = 4;
    static final int END = 9;

    private DeviceTreeFormat() {}

    /** The structure block is made of 32-bit tokens, and what follows one is padded. */
    static int paddedToToken(int size) {
        return (size + 3) & ~3;
    }
}
