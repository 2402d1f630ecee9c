package dev.realmstep.config;

/** The Realm IPA state: what a realm may expect of a protected address. */
public enum Ripas {
    EMPTY("empty"),
    RAM("ram"),
    DESTROYED("destroyed"),
    DEV("dev");

    private final String keyword;

    Ripas(String keyword) {
        this.keyword = keyword;
    }

    /** As a {@code .realm} file spells it. */
    public String keyword() {
        return keyword;
    }
}
