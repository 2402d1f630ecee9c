package dev.realmstep.cpu.isa;

/**
 * What a load or store of one general register moves.
 *
 * @param bytes 1, 2, 4 or 8
 * @param signed whether a load sign-extends
 * @param doubleword whether the register is Xt rather than Wt
 */
public record Access(int bytes, boolean signed, boolean doubleword) {
    /** What a load leaves in Xt, from the zero-extended bytes in memory. */
    public long extend(long loaded) {
        if (!signed) {
            return loaded;
        }
        int unused = Long.SIZE - 8 * bytes;
        long extended = loaded << unused >> unused;
        return doubleword ? extended : extended & 0xFFFF_FFFFL;
    }
}
