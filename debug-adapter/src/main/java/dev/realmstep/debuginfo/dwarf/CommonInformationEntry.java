package dev.realmstep.debuginfo.dwarf;

/** What several functions' call frame information has in common (DWARF 5 section 6.4.1, LSB 5 section 10.6.1.1). */
record CommonInformationEntry(
        long codeAlignment,
        long dataAlignment,
        int returnAddressRegister,
        boolean hasAugmentationData,
        int pointerEncoding,
        long instructions,
        long end) {

    private static final int DW_EH_PE_ABSPTR = 0;
    private static final int DW_EH_PE_OMIT = 0xff;

    /** Reads the entry whose contents, after its identifier, begin at the cursor. */
    static CommonInformationEntry read(Cursor cursor, Section section) throws DebugInformationException {
        int version = cursor.u8();
        if (version != 1 && version != 3 && version != 4) {
            throw cursor.wrong("call frame information of the unknown version " + version);
        }
        String augmentation = cursor.string();
        if (version == 4) {
            cursor.skip(2); // The sizes of an address and of a segment selector: 8 and 0 on this machine.
        }
        long codeAlignment = cursor.uleb();
        long dataAlignment = cursor.sleb();
        int returnRegister = version == 1 ? cursor.u8() : cursor.smallUleb();
        int encoding = DW_EH_PE_ABSPTR;
        boolean hasData = augmentation.startsWith("z");
        if (hasData) {
            long length = cursor.uleb();
            long end = cursor.position() + length;
            encoding = pointerEncoding(cursor, section, augmentation);
            cursor.seek(end);
        } else if (!augmentation.isEmpty()) {
            throw cursor.wrong("call frame information with the unknown augmentation " + augmentation);
        }
        return new CommonInformationEntry(
                codeAlignment, dataAlignment, returnRegister, hasData, encoding, cursor.position(), cursor.end());
    }

    private static int pointerEncoding(Cursor cursor, Section section, String augmentation)
            throws DebugInformationException {
        int encoding = DW_EH_PE_ABSPTR;
        for (int i = 1; i < augmentation.length(); i++) {
            switch (augmentation.charAt(i)) {
                case 'R' -> encoding = cursor.u8();
                case 'L' -> cursor.u8();
                case 'P' -> readPointer(cursor, section, cursor.u8());
                default -> {
                    // S (signal frame) and B (signed with the B key) carry no data and change nothing here.
                }
            }
        }
        return encoding;
    }

    /** Reads a pointer in one of the encodings of .eh_frame (LSB 5 section 10.5.1). */
    static long readPointer(Cursor cursor, Section section, int encoding) throws DebugInformationException {
        if (encoding == DW_EH_PE_OMIT) {
            return 0;
        }
        long place = section.address() + cursor.position();
        long value = switch (encoding & 0x0f) {
            case 0x0, 0x4, 0xc -> cursor.u64();
            case 0x1 -> cursor.uleb();
            case 0x2 -> cursor.u16();
            case 0x3 -> cursor.u32();
            case 0x9 -> cursor.sleb();
            case 0xa -> cursor.signed(2);
            case 0xb -> cursor.signed(4);
            default -> throw cursor.wrong("the unknown pointer encoding 0x%x".formatted(encoding));
        };
        return switch (encoding & 0x70) {
            case 0x00 -> value;
            case 0x10 -> place + value;
            default -> throw cursor.wrong("the pointer encoding 0x%x".formatted(encoding));
        };
    }
}
