package dev.realmstep.rmm.realm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** RmiHashAlgorithm (B4.4.10); the order is the encoding. */
public enum MeasurementAlgorithm {
    SHA_256("SHA-256", "sha-256", 32),
    SHA_512("SHA-512", "sha-512", 64);

    private final String name;
    private final String tokenName;
    private final int size;

    MeasurementAlgorithm(String name, String tokenName, int size) {
        this.name = name;
        this.tokenName = tokenName;
        this.size = size;
    }

    /** The name that attestation tokens have for it. */
    public String tokenName() {
        return tokenName;
    }

    /** In bytes. */
    public int size() {
        return size;
    }

    /** The digest of bytes one after the other. */
    byte[] digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
