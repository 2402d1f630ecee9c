package dev.realmstep.rmm.attestation;

/** Told of the tokens that realms get. */
public interface TokenObserver {
    /**
     * A realm has the last piece of a token.
     *
     * @param mpidr of the REC that asked for it
     */
    void tokenDelivered(long mpidr, byte[] token);
}
