package dev.realmstep.rmm.realm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** RmiHashAlgorithm (B4.4.10); the order is the encoding. */
public enum MeasurementAlgorithm {
    SHA_256("SHA-256", 32),
    SHA_512("SHA-512", 64);

    private final String name;
    private final int size;

    MeasurementAlgorithm(String name, int size) {
        this.name = name;
        this.size = size;
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
