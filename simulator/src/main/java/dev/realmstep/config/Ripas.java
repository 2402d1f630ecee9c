package dev.realmstep.config;

/** The Realm IPA state: what a realm may expect of a protected address. */
public enum Ripas implements Keyword {
    EMPTY("empty"),
    RAM("ram"),
    DESTROYED("destroyed"),
    DEV("dev");

    private final String keyword;

    Ripas(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
