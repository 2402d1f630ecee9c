package dev.realmstep.config;

/** What a file that is loaded into the realm is to the guest. */
public enum LoadKind implements Keyword {
    /** An ELF executable or a Linux {@code Image}: its entry is the realm's first instruction. */
    KERNEL(
            "kernel",
            "an ELF executable (loaded at its segments' physical addresses) or a Linux Image; execution starts "
                    + "at its entry"),
    /** Linux's initial RAM file system. */
    INITRD("initrd", "an initial RAM file system for Linux"),
    /** A guest firmware: the realm's first instruction is its first byte, or an ELF's entry. */
    FIRMWARE("firmware", "code that is no Linux kernel; execution starts at its entry"),
    /** Plain bytes, at the address given. */
    IMAGE("image", "plain bytes, placed at the address given");

    private final String keyword;
    private final String summary;

    LoadKind(String keyword, String summary) {
        this.keyword = keyword;
        this.summary = summary;
    }

    @Override
    public String keyword() {
        return keyword;
    }

    /** One phrase that says what it is. */
    public String summary() {
        return summary;
    }
}
