package dev.realmstep.config;

/**
 * A range of the realm's RAM.
 *
 * @param base IPA of the first byte
 * @param size in bytes
 * @param ripas the state of its granules when the realm is activated
 * @param source where the file says so
 */
public record RamRegion(long base, long size, Ripas ripas, SourceLocation source) {
    /** The whole statement. */
    public TextRange range() {
        return source.range();
    }

    /** The IPA behind the last byte. */
    public long end() {
        return base + size;
    }

    /** Whether [address, address + bytes) is inside. */
    public boolean contains(long address, long bytes) {
        return address >= base && bytes <= size && address - base <= size - bytes;
    }
}
