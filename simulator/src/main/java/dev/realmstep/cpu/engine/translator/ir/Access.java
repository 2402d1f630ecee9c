package dev.realmstep.cpu.engine.translator.ir;

/** How a load or store treats the bytes that it moves: packed into an int, bits [4:0] the bytes. */
public final class Access {
    private static final int BYTES_MASK = 0x1F;
    private static final int SIGNED = 0x20;

    private Access() {}

    /** Of so many bytes, zero-extended. */
    public static int of(int bytes) {
        return bytes;
    }

    /** Of so many bytes, sign-extended to the width of the micro-operation. */
    public static int signed(int bytes) {
        return bytes | SIGNED;
    }

    /** 1, 2, 4, 8 or 16. */
    public static int bytes(int access) {
        return access & BYTES_MASK;
    }

    public static boolean isSigned(int access) {
        return (access & SIGNED) != 0;
    }
}
