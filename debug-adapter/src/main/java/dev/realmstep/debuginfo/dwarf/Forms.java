package dev.realmstep.debuginfo.dwarf;

/** How attribute values are stored: their sizes, and what is kept of them in a {@code long}. */
final class Forms {
    private Forms() {}

    /** The bytes a value takes, or -1 when each value says so itself. */
    static int fixedSize(int form, int offsetSize, int addressSize, int version) {
        return switch (form) {
            case DwarfForm.FLAG_PRESENT, DwarfForm.IMPLICIT_CONST -> 0;
            case DwarfForm.DATA1, DwarfForm.FLAG, DwarfForm.REF1, DwarfForm.STRX1, DwarfForm.ADDRX1 -> 1;
            case DwarfForm.DATA2, DwarfForm.REF2, DwarfForm.STRX2, DwarfForm.ADDRX2 -> 2;
            case DwarfForm.STRX3, DwarfForm.ADDRX3 -> 3;
            case DwarfForm.DATA4, DwarfForm.REF4, DwarfForm.STRX4, DwarfForm.ADDRX4 -> 4;
            case DwarfForm.DATA8, DwarfForm.REF8, DwarfForm.REF_SIG8 -> 8;
            case DwarfForm.DATA16 -> 16;
            case DwarfForm.STRP, DwarfForm.LINE_STRP, DwarfForm.SEC_OFFSET -> offsetSize;
            // DWARF 2 used the size of an address; units that old are refused.
            case DwarfForm.REF_ADDR -> version >= 3 ? offsetSize : addressSize;
            case DwarfForm.ADDR -> addressSize;
            default -> -1;
        };
    }

    /**
     * Reads a value as a {@code long}: numbers, addresses and offsets as they are; references as absolute offsets in
     * .debug_info; blocks and strings in place as the offset where they begin.
     */
    static long read(Cursor cursor, int form, long implicitConstant, long unitOffset, int addressSize)
            throws DebugInformationException {
        return switch (form) {
            case DwarfForm.FLAG_PRESENT -> 1;
            case DwarfForm.IMPLICIT_CONST -> implicitConstant;
            case DwarfForm.DATA1, DwarfForm.FLAG, DwarfForm.STRX1, DwarfForm.ADDRX1 -> cursor.u8();
            case DwarfForm.DATA2, DwarfForm.STRX2, DwarfForm.ADDRX2 -> cursor.u16();
            case DwarfForm.STRX3, DwarfForm.ADDRX3 -> cursor.u24();
            case DwarfForm.DATA4, DwarfForm.STRX4, DwarfForm.ADDRX4 -> cursor.u32();
            case DwarfForm.DATA8, DwarfForm.REF_SIG8 -> cursor.u64();
            case DwarfForm.UDATA, DwarfForm.STRX, DwarfForm.ADDRX, DwarfForm.LOCLISTX, DwarfForm.RNGLISTX ->
                cursor.uleb();
            case DwarfForm.SDATA -> cursor.sleb();
            case DwarfForm.STRP, DwarfForm.LINE_STRP, DwarfForm.SEC_OFFSET, DwarfForm.REF_ADDR -> cursor.offset();
            case DwarfForm.ADDR -> cursor.unsigned(addressSize);
            case DwarfForm.REF1 -> unitOffset + cursor.u8();
            case DwarfForm.REF2 -> unitOffset + cursor.u16();
            case DwarfForm.REF4 -> unitOffset + cursor.u32();
            case DwarfForm.REF8 -> unitOffset + cursor.u64();
            case DwarfForm.REF_UDATA -> unitOffset + cursor.uleb();
            default -> placeOf(cursor, form);
        };
    }

    private static long placeOf(Cursor cursor, int form) throws DebugInformationException {
        long at = cursor.position();
        switch (form) {
            case DwarfForm.STRING -> cursor.skipString();
            case DwarfForm.DATA16 -> cursor.skip(16);
            default -> cursor.skip(blockLength(cursor, form));
        }
        return at;
    }

    /** Reads the length that begins a block, leaving the cursor at the block's first byte. */
    static long blockLength(Cursor cursor, int form) throws DebugInformationException {
        return switch (form) {
            case DwarfForm.BLOCK1 -> cursor.u8();
            case DwarfForm.BLOCK2 -> cursor.u16();
            case DwarfForm.BLOCK4 -> cursor.u32();
            case DwarfForm.BLOCK, DwarfForm.EXPRLOC -> cursor.uleb();
            case DwarfForm.DATA16 -> 16;
            default -> throw cursor.wrong("the unknown attribute form 0x%x".formatted(form));
        };
    }

    static boolean isBlock(int form) {
        return switch (form) {
            case DwarfForm.BLOCK1,
                    DwarfForm.BLOCK2,
                    DwarfForm.BLOCK4,
                    DwarfForm.BLOCK,
                    DwarfForm.EXPRLOC,
                    DwarfForm.DATA16 -> true;
            default -> false;
        };
    }

    static boolean isStringIndex(int form) {
        return form == DwarfForm.STRX || (form >= DwarfForm.STRX1 && form <= DwarfForm.STRX4);
    }

    static boolean isAddressIndex(int form) {
        return form == DwarfForm.ADDRX || (form >= DwarfForm.ADDRX1 && form <= DwarfForm.ADDRX4);
    }
}
