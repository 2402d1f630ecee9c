package dev.realmstep.host;

import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads the files that a configuration names and lays them out in the realm's RAM. */
public final class RealmPlanner {
    /** Linux wants its device tree on a boundary of 2 MiB at most away from another mapping; kvmtool aligns it so. */
    private static final long DEVICE_TREE_ALIGNMENT = 0x20_0000;

    private static final int INSTRUCTION_SIZE = 4;
    /** What the embedded board's granule protection table has room for. */
    private static final long MOST_RAM = 64L << 30;

    private final RealmConfiguration configuration;
    private final PlannedContents contents = new PlannedContents();
    private OptionalLong entry;

    private RealmPlanner(RealmConfiguration configuration) {
        this.configuration = configuration;
        this.entry = configuration.entry();
    }

    /**
     * Lays a realm out.
     *
     * @throws PlanException if a file is missing or unusable, or does not fit
     */
    public static RealmPlan plan(RealmConfiguration configuration) throws PlanException {
        return new RealmPlanner(configuration).plan();
    }

    private RealmPlan plan() throws PlanException {
        requireModestRam();
        for (LoadDirective load : configuration.loads()) {
            load(load);
        }
        if (entry.isEmpty()) {
            throw new PlanException(
                    configuration.source().range(),
                    "nothing to run: load a kernel or a firmware, or give an entry address");
        }
        requireInstruction(entry.getAsLong());
        long deviceTree = placeDeviceTree();
        return new RealmPlan(configuration, contents.pages(), entry.getAsLong(), deviceTree);
    }

    private void requireInstruction(long address) throws PlanException {
        TextRange range = configuration.rangeOf(RealmProperty.ENTRY);
        requireRam(address, INSTRUCTION_SIZE, "the first instruction", range);
        if (address % INSTRUCTION_SIZE != 0) {
            throw new PlanException(
                    range, "the entry 0x%x is not a multiple of 4, as instructions are".formatted(address));
        }
    }

    private void requireModestRam() throws PlanException {
        long left = MOST_RAM;
        for (RamRegion region : configuration.ram()) {
            if (region.size() > left) {
                throw new PlanException(region.range(), "this machine gives a realm at most 64 GiB of RAM");
            }
            left -= region.size();
        }
    }

    private void load(LoadDirective load) throws PlanException {
        Path path = configuration.resolve(load.file());
        MemorySegment bytes = read(load.file());
        if (load.kind() != LoadKind.INITRD && load.kind() != LoadKind.IMAGE && ElfFile.isElf(bytes)) {
            loadElf(load, path, bytes);
            return;
        }
        long address = load.address()
                .orElseThrow(() -> new PlanException(
                        load.range(),
                        "%s says no address: add `at ADDRESS`"
                                .formatted(load.file().written())));
        place(load, address, bytes, bytes.byteSize());
        if (load.kind() == LoadKind.KERNEL || load.kind() == LoadKind.FIRMWARE) {
            startAt(address);
        }
    }

    private void loadElf(LoadDirective load, Path path, MemorySegment bytes) throws PlanException {
        try {
            ElfFile elf = ElfFile.parse(path.toString(), bytes);
            for (ElfSegment segment : elf.loadableSegments()) {
                place(load, segment.physicalAddress(), elf.contents(segment), segment.memorySize());
            }
            startAt(physicalEntry(elf));
        } catch (ImageException e) {
            throw new PlanException(load.file().range(), String.valueOf(e.getMessage()));
        }
    }

    private static long physicalEntry(ElfFile elf) {
        for (ElfSegment segment : elf.loadableSegments()) {
            long offset = elf.entry() - segment.virtualAddress();
            if (offset >= 0 && offset < segment.memorySize()) {
                return segment.physicalAddress() + offset;
            }
        }
        return elf.entry();
    }

    private void startAt(long address) {
        if (entry.isEmpty()) {
            entry = OptionalLong.of(address);
        }
    }

    private void place(LoadDirective load, long address, MemorySegment bytes, long size) throws PlanException {
        requireRam(address, size, load.file().written(), load.range());
        contents.place(address, bytes, load.range());
        contents.reserve(address, size, load.range());
    }

    private RamRegion requireRam(long address, long size, String what, TextRange range) throws PlanException {
        for (RamRegion region : configuration.ram()) {
            if (region.contains(address, size)) {
                return region;
            }
        }
        throw new PlanException(
                range,
                "%s needs RAM at 0x%x .. 0x%x, and no ram statement covers it"
                        .formatted(what, address, address + size));
    }

    private long placeDeviceTree() throws PlanException {
        return switch (configuration.dtb()) {
            case DeviceTreeSource.None none -> 0;
            case DeviceTreeSource.Generated generated ->
                placeDeviceTree(
                        MemorySegment.ofArray(RealmDeviceTree.of(configuration).toBytes()),
                        OptionalLong.empty(),
                        "the device tree",
                        configuration.rangeOf(RealmProperty.DTB));
            case DeviceTreeSource.FromFile file ->
                placeDeviceTree(
                        read(file.file()),
                        file.address(),
                        file.file().written(),
                        file.file().range());
        };
    }

    private long placeDeviceTree(MemorySegment bytes, OptionalLong where, String what, TextRange range)
            throws PlanException {
        long address = where.orElseGet(() -> deviceTreeAddress(bytes.byteSize()));
        requireRam(address, bytes.byteSize(), what, range);
        contents.place(address, bytes, range);
        return address;
    }

    /** The highest place of the first RAM that has room behind what is loaded there, on a boundary of 2 MiB if it can. */
    private long deviceTreeAddress(long size) {
        RamRegion region = configuration.ram().getFirst();
        long aligned = (region.end() - size) & -DEVICE_TREE_ALIGNMENT;
        boolean free = aligned >= region.base() && aligned >= contents.end();
        return free ? aligned : (region.end() - size) & -RealmMemory.PAGE_SIZE;
    }

    private MemorySegment read(FileReference file) throws PlanException {
        Path path = configuration.resolve(file);
        try {
            return MemorySegment.ofArray(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new PlanException(file.range(), "%s: there is no such file".formatted(path));
        } catch (IOException e) {
            throw new PlanException(file.range(), "%s: cannot be read: %s".formatted(path, e.getMessage()));
        }
    }
}
