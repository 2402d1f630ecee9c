package dev.realmstep.rmm.attestation;

import dev.realmstep.rmm.granule.GranuleMemory;

/**
 * A token on its way to a realm, which waits until it is signed, and then takes it in pieces. Until then it lies in a
 * granule of the RMM.
 */
public final class TokenDelivery {
    private final long granule;
    private final int length;
    private final long readyAt;
    private int delivered;

    /**
     * Puts a token where it waits.
     *
     * @param granule physical address of a granule of the Realm world
     * @param token of at most {@link TokenIssuer#MAX_TOKEN_SIZE} bytes
     * @param readyAt the physical counter when the token is signed
     */
    public TokenDelivery(GranuleMemory memory, long granule, byte[] token, long readyAt) {
        this.granule = granule;
        this.length = token.length;
        this.readyAt = readyAt;
        memory.write(granule, token);
    }

    /**
     * Whether there is something to take.
     *
     * @param count the physical counter
     */
    public boolean isReady(long count) {
        return Long.compareUnsigned(count, readyAt) >= 0;
    }

    /** The next piece, of at most so many bytes. */
    public byte[] next(GranuleMemory memory, int bytes) {
        int from = delivered;
        delivered = Math.min(length, from + bytes);
        return memory.read(granule + from, delivered - from);
    }

    /** Whether nothing is left. */
    public boolean isComplete() {
        return delivered == length;
    }

    /** The whole token. */
    public byte[] token(GranuleMemory memory) {
        return memory.read(granule, length);
    }
}
