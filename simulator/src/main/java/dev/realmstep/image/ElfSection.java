package dev.realmstep.image;

/**
 * One section header of an ELF file.
 *
 * @param index its place in the section header table
 * @param name its name, such as {@code .debug_info}
 * @param type what it holds, such as {@link #SHT_SYMTAB}
 * @param flags its attributes, such as {@link #SHF_ALLOC}
 * @param address its virtual address, 0 when it is not part of the memory image
 * @param fileOffset where its bytes begin in the file, in bytes
 * @param size its size in the file (in memory for {@link #SHT_NOBITS}), in bytes, compressed where it is compressed
 * @param link the index of the section it belongs with; its meaning depends on the type
 * @param info further information; its meaning depends on the type
 * @param entrySize the size of one entry in bytes where the section is a table
 */
public record ElfSection(
        int index,
        String name,
        int type,
        long flags,
        long address,
        long fileOffset,
        long size,
        int link,
        int info,
        long entrySize) {
    public static final int SHT_NULL = 0;
    public static final int SHT_SYMTAB = 2;
    public static final int SHT_STRTAB = 3;
    public static final int SHT_RELA = 4;
    public static final int SHT_NOBITS = 8;
    public static final int SHT_DYNSYM = 11;
    public static final long SHF_ALLOC = 2;
    public static final long SHF_EXECINSTR = 4;
    public static final long SHF_COMPRESSED = 0x800;

    /** Whether its bytes in the file are compressed. */
    public boolean isCompressed() {
        return (flags & SHF_COMPRESSED) != 0;
    }

    /** Whether the file holds bytes for it. */
    public boolean hasContents() {
        return type != SHT_NOBITS && type != SHT_NULL;
    }

    /** Whether it is brought into memory, or takes room there. */
    public boolean isAllocated() {
        return (flags & SHF_ALLOC) != 0;
    }

    /** The same section at another virtual address. */
    ElfSection at(long otherAddress) {
        return new ElfSection(index, name, type, flags, otherAddress, fileOffset, size, link, info, entrySize);
    }
}
