package dev.realmstep.debuginfo.dwarf;

import static java.util.Objects.requireNonNull;

import dev.realmstep.image.ElfFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The debug information of one ELF file. Loading it reads the units' headers and first entries; the rest is read when
 * it is asked for, unit by unit. A unit that cannot be read is reported in {@link #problems} and does not take the
 * others with it.
 */
public final class DwarfFile {
    private final DwarfSections sections;
    private final List<Unit> units = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final AddressMap unitsByAddress;
    private @Nullable CompletableFuture<NameIndex> names;
    private @Nullable Map<Long, Unit> typeUnits;
    private @Nullable CallFrameInformation callFrames;

    private DwarfFile(DwarfSections sections) {
        this.sections = sections;
        readHeaders();
        this.unitsByAddress = mapAddresses();
    }

    /**
     * Reads the debug information of a file, which may have none.
     *
     * @throws DebugInformationException when a section of it cannot be read at all
     */
    public static DwarfFile of(ElfFile elf) throws DebugInformationException {
        return new DwarfFile(DwarfSections.of(elf));
    }

    private void readHeaders() {
        long offset = 0;
        while (offset < sections.info().size()) {
            long next;
            try {
                Cursor cursor = new Cursor(sections.info(), offset);
                long length = cursor.initialLength();
                cursor = cursor.limitedTo(cursor.position() + length);
                next = cursor.end();
                readUnit(offset, cursor);
            } catch (DebugInformationException e) {
                // Without a length nothing says where the next unit begins.
                report(e);
                return;
            }
            offset = next;
        }
    }

    private void readUnit(long offset, Cursor cursor) {
        try {
            Unit unit = Unit.readHeader(this, offset, cursor);
            unit.root();
            units.add(unit);
        } catch (DebugInformationException e) {
            report(e);
        }
    }

    private AddressMap mapAddresses() {
        AddressMap.Builder builder = new AddressMap.Builder();
        for (int i = 0; i < units.size(); i++) {
            try {
                for (AddressRange range : units.get(i).ranges()) {
                    builder.add(range, i);
                }
            } catch (DebugInformationException e) {
                report(e);
            }
        }
        return builder.build();
    }

    /** Remembers a problem that does not keep the rest from being used. */
    public void report(DebugInformationException problem) {
        String message = String.valueOf(problem.getMessage());
        synchronized (problems) {
            if (!problems.contains(message)) {
                problems.add(message);
            }
        }
    }

    /** What could not be read so far, one line each. */
    public List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    DwarfSections sections() {
        return sections;
    }

    public List<Unit> units() {
        return units;
    }

    /** The unit whose code includes {@code pc} (as linked), or null. */
    public @Nullable Unit unitAt(long pc) {
        int index = (int) unitsByAddress.get(pc, -1);
        return index < 0 ? null : units.get(index);
    }

    /** The entry at an offset of .debug_info. */
    public Die dieAt(long offset) throws DebugInformationException {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            throw new DebugInformationException("no entry at .debug_info+0x%x".formatted(offset));
        }
        return units.get(low - 1).dieAt(offset);
    }

    /** The type of a type unit, or null when there is no such unit. */
    @Nullable
    Die typeBySignature(long signature) throws DebugInformationException {
        if (typeUnits == null) {
            typeUnits = new HashMap<>();
            for (Unit unit : units) {
                OptionalLong own = unit.typeSignature();
                if (own.isPresent()) {
                    typeUnits.put(own.getAsLong(), unit);
                }
            }
        }
        Unit unit = typeUnits.get(signature);
        if (unit == null) {
            return null;
        }
        for (Die entry : unit.globalEntries()) {
            if (NameIndex.kindOf(entry.tag()) != null && !entry.flag(DwarfAttribute.DECLARATION)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Begins to build the index of names in the background. It reads every unit, which takes a kernel's a second or two;
     * meanwhile other questions can be asked.
     */
    public void prepareNames() {
        if (names == null) {
            names = CompletableFuture.supplyAsync(() -> NameIndex.of(this));
        }
    }

    /** The index of names, built when it is first needed unless it was before. */
    public NameIndex names() {
        prepareNames();
        return requireNonNull(names).join();
    }

    /** The rules for unwinding, from .debug_frame and .eh_frame. */
    public CallFrameInformation callFrames() {
        if (callFrames == null) {
            callFrames = new CallFrameInformation(this);
        }
        return callFrames;
    }
}
