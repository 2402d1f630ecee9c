package dev.realmstep.config;

import java.util.Arrays;
import java.util.HexFormat;

/** The Realm Personalization Value: 64 bytes by which realms with the same measurement are told apart. */
public final class RealmPersonalizationValue {
    /** In bytes. */
    public static final int SIZE = 64;

    public static final RealmPersonalizationValue ZERO = new RealmPersonalizationValue(new byte[0]);

    private final byte[] bytes;

    /**
     * @param leading the first bytes, at most 64; the rest is zero
     */
    public RealmPersonalizationValue(byte[] leading) {
        if (leading.length > SIZE) {
            throw new IllegalArgumentException("a personalization value of " + leading.length + " bytes");
        }
        this.bytes = Arrays.copyOf(leading, SIZE);
    }

    /** A copy, always 64 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RealmPersonalizationValue that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
