package dev.realmstep.cpu.mmu;

/** What an access does, as far as permissions care. */
public enum AccessKind {
    READ,
    WRITE,
    /** Reads and writes: atomics and store-exclusives. */
    UPDATE,
    FETCH;

    public boolean reads() {
        return this == READ || this == UPDATE;
    }

    public boolean writes() {
        return this == WRITE || this == UPDATE;
    }
}
