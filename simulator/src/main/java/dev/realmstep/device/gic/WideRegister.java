package dev.realmstep.device.gic;

/** Parts of 64-bit registers, which software may access as a whole or by halves. */
final class WideRegister {
    private WideRegister() {}

    /** The part that an access at an offset within the register reads. */
    static long part(long register, long offset, int bytes) {
        return (register >>> ((int) (offset & 7) * Byte.SIZE)) & mask(bytes);
    }

    /** The register after an access at an offset within it wrote a part. */
    static long with(long register, long offset, int bytes, long value) {
        int shift = (int) (offset & 7) * Byte.SIZE;
        long mask = mask(bytes) << shift;
        return (register & ~mask) | (value << shift & mask);
    }

    private static long mask(int bytes) {
        return -1L >>> (Long.SIZE - bytes * Byte.SIZE);
    }
}
