package dev.realmstep.host;

import dev.realmstep.config.TextRange;

/** A page of the realm that has contents before the first instruction. */
final class PlannedPage {
    private final long ipa;
    private final byte[] contents = new byte[RealmMemory.PAGE_SIZE];
    private final TextRange origin;

    /**
     * @param ipa of its first byte, a multiple of 4 KiB
     * @param origin the statement of the configuration that put its first contents there
     */
    PlannedPage(long ipa, TextRange origin) {
        this.ipa = ipa;
        this.origin = origin;
    }

    long ipa() {
        return ipa;
    }

    /** The 4096 bytes themselves, to be filled while the plan is made. */
    byte[] contents() {
        return contents;
    }

    TextRange origin() {
        return origin;
    }
}
