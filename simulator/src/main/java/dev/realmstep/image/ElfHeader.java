package dev.realmstep.image;

/**
 * The fields of the ELF header that are used, with the counts already taken from section 0 where they do not fit the
 * header (extended numbering).
 */
record ElfHeader(
        int type,
        int machine,
        long entry,
        long segmentTableOffset,
        int segmentCount,
        long sectionTableOffset,
        int sectionCount,
        int sectionNamesIndex) {
    static final int ET_REL = 1;
    static final int ET_EXEC = 2;
    static final int ET_DYN = 3;
}
