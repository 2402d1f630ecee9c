package dev.realmstep.debuginfo.dwarf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Headers of line tables that no compiler writes. */
final class LineHeaderTests {
    @Test
    void aFileTableOfCountlessEmptyEntriesIsRefused() {
        ByteBuffer table = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(60).putShort((short) 5).put((byte) 8).put((byte) 0).putInt(0);
        table.put(new byte[] {4, 1, 1, -5, 14, 1}); // No standard opcodes, so that the entries follow at once.
        table.put((byte) 0); // No fields in an entry,
        table.put(new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7f}); // of which there are 2^56.

        assertThatThrownBy(() -> LineHeader.read(sections(table.array()), 0, "/", "main.c"))
                .isInstanceOf(DebugInformationException.class)
                .hasMessageContaining("more entries in a file table than there is room for");
    }

    private static DwarfSections sections(byte[] lines) {
        Section none = new Section("none", 0, MemorySegment.ofArray(new byte[0]));
        Section table = new Section(".debug_line", 0, MemorySegment.ofArray(lines));
        return new DwarfSections(none, none, none, none, none, none, table, none, none, none, none, none, none, false);
    }
}
