package dev.realmstep.image;

/**
 * One program header of an ELF file.
 *
 * @param type the kind of segment, {@link #PT_LOAD} for what is brought into memory
 * @param flags the permissions: {@link #PF_X}, {@link #PF_W}, {@link #PF_R}
 * @param fileOffset where its bytes begin in the file, in bytes
 * @param virtualAddress the address the program uses
 * @param physicalAddress the address a loader of bare-metal images puts it at
 * @param fileSize how many bytes the file holds
 * @param memorySize how many bytes it takes in memory; those beyond {@code fileSize} are zero
 * @param alignment the alignment in bytes
 */
public record ElfSegment(
        int type,
        int flags,
        long fileOffset,
        long virtualAddress,
        long physicalAddress,
        long fileSize,
        long memorySize,
        long alignment) {
    public static final int PT_LOAD = 1;
    public static final int PF_X = 1;
    public static final int PF_W = 2;
    public static final int PF_R = 4;

    /** Whether the segment is brought into memory. */
    public boolean isLoadable() {
        return type == PT_LOAD;
    }
}
