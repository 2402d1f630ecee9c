package dev.realmstep.rmm.attestation;

import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.granule.GranuleTable;
import java.util.List;

/** A token on its way to a realm, which takes it in pieces. Until then it lies in granules of the RMM. */
public final class TokenDelivery {
    /** A token takes one granule and can grow into the next with the platform's claims. */
    public static final int GRANULES = 2;

    /** Bytes that no token exceeds. */
    public static final int CAPACITY = GRANULES * GranuleTable.GRANULE_SIZE;

    private final List<Long> granules;
    private final int length;
    private int delivered;

    /**
     * Puts a token where it waits.
     *
     * @param granules physical addresses of as many granules as a token needs
     */
    public TokenDelivery(GranuleMemory memory, List<Long> granules, byte[] token) {
        this.granules = List.copyOf(granules);
        this.length = token.length;
        for (int at = 0; at < length; at++) {
            memory.write(addressOf(at), new byte[] {token[at]});
        }
    }

    private long addressOf(int offset) {
        return granules.get(offset / GranuleTable.GRANULE_SIZE) + offset % GranuleTable.GRANULE_SIZE;
    }

    /** The next piece, of at most so many bytes. */
    public byte[] next(GranuleMemory memory, int bytes) {
        int from = delivered;
        delivered = Math.min(length, from + bytes);
        return read(memory, from, delivered);
    }

    private byte[] read(GranuleMemory memory, int from, int to) {
        byte[] piece = new byte[to - from];
        for (int at = from; at < to; at++) {
            piece[at - from] = memory.read(addressOf(at), 1)[0];
        }
        return piece;
    }

    /** Whether nothing is left. */
    public boolean isComplete() {
        return delivered == length;
    }

    /** The whole token. */
    public byte[] token(GranuleMemory memory) {
        return read(memory, 0, length);
    }
}
