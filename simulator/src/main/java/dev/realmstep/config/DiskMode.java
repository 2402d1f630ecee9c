package dev.realmstep.config;

/** What becomes of what a guest writes to a disk. */
public enum DiskMode {
    /** It goes to the disk's file. */
    WRITABLE,
    /** The guest may not write. */
    READ_ONLY,
    /** It is kept in memory, and the file stays as it is. */
    SNAPSHOT
}
