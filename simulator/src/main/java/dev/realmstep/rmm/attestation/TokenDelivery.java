package dev.realmstep.rmm.attestation;

import java.util.Arrays;

/** A token on its way to a realm, which takes it in pieces. */
public final class TokenDelivery {
    private final byte[] token;
    private int delivered;

    public TokenDelivery(byte[] token) {
        this.token = token.clone();
    }

    /** The next piece, of at most so many bytes. */
    public byte[] next(int bytes) {
        int end = Math.min(token.length, delivered + bytes);
        byte[] piece = Arrays.copyOfRange(token, delivered, end);
        delivered = end;
        return piece;
    }

    /** Whether nothing is left. */
    public boolean isComplete() {
        return delivered == token.length;
    }

    /** The whole token. */
    public byte[] token() {
        return token.clone();
    }
}
