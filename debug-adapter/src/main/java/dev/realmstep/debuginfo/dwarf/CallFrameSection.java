package dev.realmstep.debuginfo.dwarf;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The call frame information of .debug_frame or of .eh_frame, which differ in small ways. */
final class CallFrameSection {
    private static final long NONE = -1;

    private final DwarfFile file;
    private final Section section;
    private final boolean exceptionFrames;
    private final AddressMap entries;
    private final Map<Long, CommonInformationEntry> commonEntries = new HashMap<>();

    /** @param exceptionFrames whether it has the format of .eh_frame (LSB 5 section 10.6) */
    CallFrameSection(DwarfFile file, Section section, boolean exceptionFrames) {
        this.file = file;
        this.section = section;
        this.exceptionFrames = exceptionFrames;
        this.entries = index();
    }

    private AddressMap index() {
        AddressMap.Builder builder = new AddressMap.Builder();
        long offset = 0;
        while (offset < section.size()) {
            long next;
            try {
                Entry entry = entryAt(offset);
                next = entry.body.end();
                if (entry.common != null) {
                    long start = pointer(entry);
                    long length = length(entry);
                    if (file.sections().isKept(start) && length != 0) {
                        builder.add(new AddressRange(start, start + length), offset);
                    }
                }
            } catch (DebugInformationException e) {
                file.report(e);
                break;
            }
            offset = next;
        }
        return builder.build();
    }

    /** An entry's contents after its identifier; {@code common} is null for a common entry or the end of the table. */
    private record Entry(Cursor body, @Nullable CommonInformationEntry common) {}

    private Entry entryAt(long offset) throws DebugInformationException {
        Cursor cursor = new Cursor(section, offset);
        long length = cursor.initialLength();
        cursor = cursor.limitedTo(cursor.position() + length);
        if (length == 0) {
            return new Entry(cursor, null);
        }
        long idPosition = cursor.position();
        long id = exceptionFrames ? cursor.u32() : cursor.offset();
        if (exceptionFrames) {
            return id == 0 ? new Entry(cursor, null) : new Entry(cursor, common(idPosition - id));
        }
        boolean isCommon = id == (cursor.offsetSize() == 8 ? -1L : 0xffff_ffffL);
        return new Entry(cursor, isCommon ? null : common(id));
    }

    private CommonInformationEntry common(long offset) throws DebugInformationException {
        CommonInformationEntry known = commonEntries.get(offset);
        if (known == null) {
            Cursor cursor = new Cursor(section, offset);
            long length = cursor.initialLength();
            cursor = cursor.limitedTo(cursor.position() + length);
            cursor.skip(exceptionFrames ? 4 : cursor.offsetSize());
            known = CommonInformationEntry.read(cursor, section);
            commonEntries.put(offset, known);
        }
        return known;
    }

    private long pointer(Entry entry) throws DebugInformationException {
        return CommonInformationEntry.readPointer(entry.body, section, encodingOf(entry));
    }

    /** The length has the format of a pointer, but counts from nowhere. */
    private long length(Entry entry) throws DebugInformationException {
        return CommonInformationEntry.readPointer(entry.body, section, encodingOf(entry) & 0x0f);
    }

    private static int encodingOf(Entry entry) {
        return entry.common == null ? 0 : entry.common.pointerEncoding();
    }

    /** The rules at {@code pc} (as linked), or null where nothing is said. */
    @Nullable
    UnwindRules rulesAt(long pc) throws DebugInformationException {
        long found = entries.get(pc, NONE);
        if (found == NONE) {
            return null;
        }
        Entry entry = entryAt(found);
        CommonInformationEntry common = entry.common;
        if (common == null) {
            return null;
        }
        long start = pointer(entry);
        length(entry);
        if (common.hasAugmentationData()) {
            entry.body.skip(entry.body.uleb());
        }
        CallFrameProgram program = new CallFrameProgram(common, section, start, pc);
        program.run(new Cursor(section, common.instructions()).limitedTo(common.end()));
        program.rememberInitialRules();
        program.run(entry.body);
        return program.rules();
    }
}
