package dev.realmstep.config;

/** The hash with which the realm's memory and extensions are measured ({@code RmiHashAlgorithm}). */
public enum HashAlgorithm implements Keyword {
    SHA256("sha256"),
    SHA512("sha512");

    private final String keyword;

    HashAlgorithm(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
