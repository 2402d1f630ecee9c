package dev.realmstep.config;

/** The hash with which the realm's memory and extensions are measured ({@code RmiHashAlgorithm}). */
public enum HashAlgorithm {
    SHA256("sha256"),
    SHA512("sha512");

    private final String keyword;

    HashAlgorithm(String keyword) {
        this.keyword = keyword;
    }

    /** As a {@code .realm} file spells it. */
    public String keyword() {
        return keyword;
    }
}
