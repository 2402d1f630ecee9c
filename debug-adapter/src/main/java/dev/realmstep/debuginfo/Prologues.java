package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.LineTable;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.util.List;
import java.util.OptionalLong;

/** Finds where the body of a function begins, by the rules that GDB follows, so that both stop at the same place. */
final class Prologues {
    private Prologues() {}

    /** The first address after the prologue of a function, as linked; its entry when there is no telling. */
    static long end(Unit unit, Die function) throws DebugInformationException {
        long entry = entryOf(function);
        // Assembly has no prologue, and with location lists variables are right from the first instruction on.
        if (unit.isAssembly() || unit.hasLocationLists()) {
            return entry;
        }
        LineTable lines = unit.lines();
        long end = endOfRangeAt(function, entry);
        int first = lines.rowAt(entry);
        if (first < 0 || lines.line(first) == 0) {
            return entry;
        }
        for (int row = first; row < lines.rowCount() && Long.compareUnsigned(lines.address(row), end) < 0; row++) {
            if (lines.isPrologueEnd(row)) {
                return lines.address(row);
            }
        }
        return secondLine(unit, lines, entry, end);
    }

    static long entryOf(Die function) throws DebugInformationException {
        List<AddressRange> ranges = function.ranges();
        long first = ranges.isEmpty() ? 0 : ranges.getFirst().start();
        OptionalLong entry = function.address(DwarfAttribute.ENTRY_PC);
        // The entry that a compiler notes of an inlined function may be an instruction of the caller before it.
        if (entry.isPresent() && function.covers(entry.getAsLong())) {
            return entry.getAsLong();
        }
        return function.address(DwarfAttribute.LOW_PC).orElse(first);
    }

    private static long endOfRangeAt(Die function, long entry) throws DebugInformationException {
        for (AddressRange range : function.ranges()) {
            if (range.contains(entry)) {
                return range.end();
            }
        }
        return entry;
    }

    /** The prologue belongs to the line of the opening brace; the second row of the table begins the body. */
    private static long secondLine(Unit unit, LineTable lines, long entry, long end) throws DebugInformationException {
        int first = lines.firstRowFrom(entry);
        boolean emptyPrologue = first + 1 < lines.rowCount() && lines.address(first + 1) == entry;
        if (emptyPrologue) {
            return entry;
        }
        int row = first;
        long next = nextAddress(lines, row);
        while (Long.compareUnsigned(next, end) < 0) {
            int following = lines.rowAt(next);
            boolean earlierLine = following >= 0
                    && lines.line(following) != 0
                    && lines.line(following) < lines.line(row)
                    && lines.file(following) == lines.file(row);
            if (!earlierLine || isInlined(unit, next)) {
                return next;
            }
            // The compiler moved part of an earlier line into the prologue.
            row = following;
            next = nextAddress(lines, row);
        }
        return entry;
    }

    private static long nextAddress(LineTable lines, int row) {
        int next = lines.firstRowFrom(lines.address(row) + 1);
        return next < lines.rowCount() ? lines.address(next) : -1L;
    }

    private static boolean isInlined(Unit unit, long pc) throws DebugInformationException {
        return Scopes.at(unit, pc).stream().anyMatch(scope -> scope.tag() == DwarfTag.INLINED_SUBROUTINE);
    }
}
