package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of one unit that have code of their own. */
public final class FunctionTable {
    private static final long NONE = -1;

    private final Unit unit;
    private final List<Long> offsets;
    private final AddressMap byAddress;

    private FunctionTable(Unit unit, List<Long> offsets, AddressMap byAddress) {
        this.unit = unit;
        this.offsets = offsets;
        this.byAddress = byAddress;
    }

    static FunctionTable of(Unit unit) throws DebugInformationException {
        AddressMap.Builder byAddress = new AddressMap.Builder();
        List<Long> offsets = new ArrayList<>();
        for (Die entry : unit.globalEntries()) {
            if (entry.tag() == DwarfTag.SUBPROGRAM) {
                List<AddressRange> ranges = entry.ranges();
                ranges.forEach(range -> byAddress.add(range, entry.offset()));
                if (!ranges.isEmpty()) {
                    offsets.add(entry.offset());
                }
            }
        }
        return new FunctionTable(unit, offsets, byAddress.build());
    }

    /** The entry of the function whose code includes {@code pc} (as linked), or null. */
    public @Nullable Die at(long pc) throws DebugInformationException {
        long offset = byAddress.get(pc, NONE);
        return offset == NONE ? null : unit.dieAt(offset);
    }

    /** The entries of all functions, in the order of the unit. */
    public List<Die> all() throws DebugInformationException {
        List<Die> functions = new ArrayList<>();
        for (long offset : offsets) {
            functions.add(unit.dieAt(offset));
        }
        return functions;
    }
}
