package dev.realmstep.cpu.engine.translator.host;

/** The number with which translated code says where it left: of the block and of the exit in it, in 32 bits. */
public final class ExitNumbers {
    /** A block of 64 instructions has at most four exits for each, and two at its end. */
    private static final int EXIT_BITS = 10;

    /** As many blocks as numbers have room for. */
    public static final int BLOCKS = 1 << (31 - EXIT_BITS);

    private ExitNumbers() {}

    public static int of(int block, int exit) {
        return block << EXIT_BITS | exit;
    }

    public static int block(long number) {
        return (int) number >>> EXIT_BITS;
    }

    public static int exit(long number) {
        return (int) number & ((1 << EXIT_BITS) - 1);
    }
}
