package dev.realmstep.host;

import dev.realmstep.config.Description;

/** What is in memory before the first instruction, and where that is; the addresses are those that software uses. */
public interface MemoryPlan {
    /** What the plan was made from. */
    Description configuration();

    /** The address of the first instruction. */
    long entry();

    /** As many bytes as asked for from an address on, or fewer if memory without contents follows. */
    byte[] contents(long address, int bytes);
}
