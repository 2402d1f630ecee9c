package dev.realmstep.image;

/** The translation granules of AArch64, one of which a Linux kernel is built for. */
public enum PageSize {
    FOUR_KIB("4 KiB"),
    SIXTEEN_KIB("16 KiB"),
    SIXTY_FOUR_KIB("64 KiB");

    private final String text;

    PageSize(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
