package dev.realmstep.debuginfo.dwarf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A place in a section from which little-endian data is read, moving on. */
final class Cursor {
    private static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** In an initial length, announces the 64-bit format (DWARF 5 section 7.4). */
    private static final long DWARF64_ESCAPE = 0xffff_ffffL;

    private static final long FIRST_RESERVED_LENGTH = 0xffff_fff0L;

    private final String section;
    private final MemorySegment bytes;
    private final long end;
    private long position;
    private int offsetSize = 4;

    Cursor(Section section, long position) throws DebugInformationException {
        this(section.name(), section.bytes(), position, section.size());
    }

    /** Over the bytes of an expression or a list of instructions that was taken out of its section. */
    Cursor(String what, byte[] bytes) {
        this.section = what;
        this.bytes = MemorySegment.ofArray(bytes);
        this.end = bytes.length;
    }

    private Cursor(String section, MemorySegment bytes, long position, long end) throws DebugInformationException {
        this.section = section;
        this.bytes = bytes;
        this.end = end;
        seek(position);
    }

    /** The same place, not to be read beyond {@code limit}. */
    Cursor limitedTo(long limit) throws DebugInformationException {
        if (limit < position || limit > end) {
            throw wrong("a length that reaches beyond the section");
        }
        Cursor limited = new Cursor(section, bytes, position, limit);
        limited.offsetSize = offsetSize;
        return limited;
    }

    long position() {
        return position;
    }

    boolean hasMore() {
        return position < end;
    }

    long end() {
        return end;
    }

    void seek(long newPosition) throws DebugInformationException {
        if (newPosition < 0 || newPosition > end) {
            throw wrong("a reference to offset 0x%x, beyond its end at 0x%x".formatted(newPosition, end));
        }
        position = newPosition;
    }

    void skip(long count) throws DebugInformationException {
        if (count < 0 || count > end - position) {
            throw truncated();
        }
        position += count;
    }

    int u8() throws DebugInformationException {
        return Byte.toUnsignedInt(bytes.get(U8, advance(1)));
    }

    int u16() throws DebugInformationException {
        return Short.toUnsignedInt(bytes.get(U16, advance(2)));
    }

    int u24() throws DebugInformationException {
        return u16() | u8() << 16;
    }

    int s32() throws DebugInformationException {
        return bytes.get(U32, advance(4));
    }

    long u32() throws DebugInformationException {
        return Integer.toUnsignedLong(s32());
    }

    long u64() throws DebugInformationException {
        return bytes.get(U64, advance(8));
    }

    /** An unsigned integer of {@code size} bytes. */
    long unsigned(int size) throws DebugInformationException {
        return switch (size) {
            case 1 -> u8();
            case 2 -> u16();
            case 4 -> u32();
            case 8 -> u64();
            default -> throw wrong("an integer of " + size + " bytes");
        };
    }

    /** A sign-extended integer of {@code size} bytes. */
    long signed(int size) throws DebugInformationException {
        int unused = Long.SIZE - size * Byte.SIZE;
        return unsigned(size) << unused >> unused;
    }

    long uleb() throws DebugInformationException {
        long value = 0;
        int shift = 0;
        while (true) {
            int next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
            if (next < 0x80) {
                return value;
            }
            shift += 7;
        }
    }

    long sleb() throws DebugInformationException {
        long value = 0;
        int shift = 0;
        while (true) {
            int next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
            shift += 7;
            if (next < 0x80) {
                return shift < Long.SIZE && (next & 0x40) != 0 ? value | -1L << shift : value;
            }
        }
    }

    /** A LEB128 number that counts or indexes something held in memory. */
    int smallUleb() throws DebugInformationException {
        long value = uleb();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong("the number " + Long.toUnsignedString(value) + ", larger than anything it could count");
        }
        return (int) value;
    }

    /** Reads the length that begins a unit and remembers which format (32 or 64 bit) it announces. */
    long initialLength() throws DebugInformationException {
        long length = u32();
        offsetSize = length == DWARF64_ESCAPE ? 8 : 4;
        if (length == DWARF64_ESCAPE) {
            return u64();
        }
        if (length >= FIRST_RESERVED_LENGTH) {
            throw wrong("the reserved unit length 0x%x".formatted(length));
        }
        return length;
    }

    /** 8 in the 64-bit format of DWARF, else 4. */
    int offsetSize() {
        return offsetSize;
    }

    void setOffsetSize(int size) {
        offsetSize = size;
    }

    /** An offset into a section, 4 or 8 bytes as the format says. */
    long offset() throws DebugInformationException {
        return unsigned(offsetSize);
    }

    /** A string that ends with a zero byte. */
    String string() throws DebugInformationException {
        long start = position;
        skipString();
        return new String(bytes.asSlice(start, position - 1 - start).toArray(U8), StandardCharsets.UTF_8);
    }

    void skipString() throws DebugInformationException {
        while (u8() != 0) {
            // Only the terminator is of interest.
        }
    }

    /** A hash (FNV-1a) of the string that ends with a zero byte, equal to {@link #hash(String)} of that string. */
    long stringHash() throws DebugInformationException {
        long hash = FNV_BASIS;
        for (int next = u8(); next != 0; next = u8()) {
            hash = (hash ^ next) * FNV_PRIME;
        }
        return hash;
    }

    static long hash(String text) {
        long hash = FNV_BASIS;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedInt(next)) * FNV_PRIME;
        }
        return hash;
    }

    private static final long FNV_BASIS = 0xcbf2_9ce4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01b3L;

    byte[] bytes(long count) throws DebugInformationException {
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw truncated();
        }
        return bytes.asSlice(advance(count), count).toArray(U8);
    }

    DwarfExpression expression(long count) throws DebugInformationException {
        return new DwarfExpression(bytes(count));
    }

    private long advance(long count) throws DebugInformationException {
        long at = position;
        if (count > end - at) {
            throw truncated();
        }
        position = at + count;
        return at;
    }

    private DebugInformationException truncated() {
        return wrong("an end in the middle of an item");
    }

    DebugInformationException wrong(String what) {
        return new DebugInformationException("%s at offset 0x%x has %s".formatted(section, position, what));
    }
}
