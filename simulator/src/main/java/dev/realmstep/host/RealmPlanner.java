package dev.realmstep.host;

import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.config.AutomaticPlacement;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.OfferedPageSizes;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.LinuxImage;
import dev.realmstep.image.UnpackedFiles;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the files that a configuration names and lays them out in the realm's RAM. */
public final class RealmPlanner {
    private static final int INSTRUCTION_SIZE = 4;
    /** What the embedded board's granule protection table has room for. */
    private static final long MOST_RAM = 64L << 30;

    private final RealmConfiguration configuration;
    private final PlannedFiles files;
    private final AutomaticPlacement placement;
    private final PlannedContents contents = new PlannedContents();
    private OptionalLong entry;

    private RealmPlanner(RealmConfiguration configuration, UnpackedFiles unpacked) {
        this.configuration = configuration;
        this.files = new PlannedFiles(configuration, unpacked);
        this.placement = new AutomaticPlacement(configuration.ram());
        this.entry = configuration.entry();
    }

    /**
     * Lays a realm out.
     *
     * @throws PlanException if a file is missing or unusable, or does not fit
     */
    public static RealmPlan plan(RealmConfiguration configuration) throws PlanException {
        return new RealmPlanner(configuration, UnpackedFiles.ofUser()).plan();
    }

    private RealmPlan plan() throws PlanException {
        requireModestRam();
        for (LoadDirective load : configuration.loads()) {
            switch (load.kind()) {
                case KERNEL, FIRMWARE -> loadProgram(load);
                case IMAGE -> place(load, addressOf(load), files.read(load.file()));
                case INITRD -> {} // in the room that the others leave
            }
        }
        if (entry.isEmpty()) {
            throw new PlanException(
                    configuration.source().range(),
                    "nothing to run: load a kernel or a firmware, or give an entry address");
        }
        requireInstruction(entry.getAsLong());
        long deviceTree = placeDeviceTreeAndInitrd();
        return new RealmPlan(
                configuration,
                contents.pages(),
                PlannedDisks.of(configuration),
                rootOfTrust(),
                entry.getAsLong(),
                deviceTree);
    }

    private RootOfTrust rootOfTrust() throws PlanException {
        return new RootOfTrust(
                key(configuration.attestationKeys().platform()),
                key(configuration.attestationKeys().realm()));
    }

    private Optional<SigningKey> key(Optional<FileReference> file) throws PlanException {
        return file.isPresent() ? Optional.of(files.readKey(file.get())) : Optional.empty();
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

    private void loadProgram(LoadDirective load) throws PlanException {
        String name = configuration.resolve(load.file()).toString();
        MemorySegment bytes = files.readProgram(load.file());
        try {
            if (ElfFile.isElf(bytes)) {
                loadElf(load, ElfFile.parse(name, bytes));
            } else if (load.kind() == LoadKind.KERNEL || LinuxImage.isLinuxImage(bytes)) {
                loadLinuxImage(load, LinuxImage.read(name, bytes));
            } else {
                place(load, addressOf(load), bytes);
                startAt(addressOf(load));
            }
        } catch (ImageException e) {
            throw new PlanException(load.file().range(), String.valueOf(e.getMessage()));
        }
    }

    private void loadElf(LoadDirective load, ElfFile elf) throws PlanException {
        for (ElfSegment segment : elf.loadableSegments()) {
            occupy(load, segment.physicalAddress(), segment.memorySize());
            contents.place(segment.physicalAddress(), elf.contents(segment), load.range());
            contents.reserve(segment.physicalAddress(), segment.memorySize(), load.range());
        }
        startAt(physicalEntry(elf));
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

    /** A kernel zeroes the memory behind its file itself, so that is only kept free. */
    private void loadLinuxImage(LoadDirective load, LinuxImage image) throws PlanException, ImageException {
        image.requireRunnable(OfferedPageSizes.ALL);
        OptionalLong lowest = AutomaticPlacement.ofKernel(configuration.ram(), image.textOffset());
        long address = load.address().isPresent() || lowest.isEmpty() ? addressOf(load) : lowest.getAsLong();
        occupy(load, address, image.memorySize());
        contents.place(address, image.bytes(), load.range());
        startAt(address);
    }

    private void startAt(long address) {
        if (entry.isEmpty()) {
            entry = OptionalLong.of(address);
        }
    }

    private static long addressOf(LoadDirective load) throws PlanException {
        return load.address()
                .orElseThrow(() -> new PlanException(
                        load.range(),
                        "%s says no address: add `at ADDRESS`"
                                .formatted(load.file().written())));
    }

    private void place(LoadDirective load, long address, MemorySegment bytes) throws PlanException {
        occupy(load, address, bytes.byteSize());
        contents.place(address, bytes, load.range());
    }

    private void occupy(LoadDirective load, long address, long size) throws PlanException {
        requireRam(address, size, load.file().written(), load.range());
        placement.occupy(address, size);
    }

    private void requireRam(long address, long size, String what, TextRange range) throws PlanException {
        if (configuration.ram().stream().noneMatch(region -> region.contains(address, size))) {
            throw new PlanException(
                    range,
                    "%s needs RAM at 0x%x .. 0x%x, and no ram statement covers it"
                            .formatted(what, address, address + size));
        }
    }

    /** Each in the room that is left: the tree, then the initrd, which the tree names. */
    private long placeDeviceTreeAndInitrd() throws PlanException {
        Optional<LoadDirective> initrd = configuration.loads().stream()
                .filter(load -> load.kind() == LoadKind.INITRD)
                .findFirst();
        MemorySegment archive = initrd.isPresent() ? files.read(initrd.get().file()) : MemorySegment.NULL;
        if (initrd.isPresent() && initrd.get().address().isPresent()) {
            occupy(initrd.get(), addressOf(initrd.get()), archive.byteSize());
        }
        // The size of a generated tree does not depend on where the initrd is.
        MemorySegment tree = deviceTree(initrd.map(load -> new InitrdPlace(0, archive.byteSize())));
        long treeAddress = placeDeviceTree(tree.byteSize());
        if (initrd.isPresent()) {
            InitrdPlace place = new InitrdPlace(initrdAddress(initrd.get(), archive.byteSize()), archive.byteSize());
            contents.place(place.base(), archive, initrd.get().range());
            tree = deviceTree(Optional.of(place));
        }
        contents.place(treeAddress, tree, configuration.rangeOf(RealmProperty.DTB));
        return treeAddress;
    }

    /** Empty if the guest gets none. */
    private MemorySegment deviceTree(Optional<InitrdPlace> initrd) throws PlanException {
        return switch (configuration.dtb()) {
            case DeviceTreeSource.None none -> MemorySegment.ofArray(new byte[0]);
            case DeviceTreeSource.Generated generated ->
                MemorySegment.ofArray(RealmDeviceTree.of(configuration, initrd).toBytes());
            case DeviceTreeSource.FromFile file -> files.read(file.file());
        };
    }

    private long placeDeviceTree(long size) throws PlanException {
        TextRange range = configuration.rangeOf(RealmProperty.DTB);
        return switch (configuration.dtb()) {
            case DeviceTreeSource.None none -> 0;
            case DeviceTreeSource.Generated generated ->
                require(placement.placeDeviceTree(size), "the device tree", size, range);
            case DeviceTreeSource.FromFile(FileReference file, OptionalLong address) -> {
                if (address.isEmpty()) {
                    yield require(placement.placeDeviceTree(size), file.written(), size, range);
                }
                requireRam(address.getAsLong(), size, file.written(), file.range());
                placement.occupy(address.getAsLong(), size);
                yield address.getAsLong();
            }
        };
    }

    private long initrdAddress(LoadDirective load, long size) throws PlanException {
        return load.address().isPresent()
                ? load.address().getAsLong()
                : require(placement.placeInitrd(size), load.file().written(), size, load.range());
    }

    private static long require(OptionalLong place, String what, long size, TextRange range) throws PlanException {
        return place.orElseThrow(() -> new PlanException(
                range, "%s needs 0x%x bytes of RAM in one piece, and there are none left".formatted(what, size)));
    }
}
