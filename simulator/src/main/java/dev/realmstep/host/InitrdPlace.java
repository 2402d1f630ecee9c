package dev.realmstep.host;

/**
 * Where the initial RAM file system is.
 *
 * @param base IPA of its first byte
 * @param size in bytes
 */
record InitrdPlace(long base, long size) {
    /** The IPA behind its last byte. */
    long end() {
        return base + size;
    }
}
