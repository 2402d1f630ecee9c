package dev.realmstep.machine;

import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.PlannedFiles;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.UnpackedFiles;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Lays a machine's software out: reads the files and places them. */
public final class MachinePlanner {
    private final MachineConfiguration configuration;
    private final PlannedFiles files;
    private final List<MachinePlan.LoadedBytes> loaded = new ArrayList<>();
    private OptionalLong entry;

    private MachinePlanner(MachineConfiguration configuration) {
        this.configuration = configuration;
        this.files = new PlannedFiles(configuration, UnpackedFiles.ofUser());
        this.entry = configuration.entry();
    }

    /**
     * The plan of a machine without errors.
     *
     * @throws PlanException if a file is not as it was when the machine was checked
     */
    public static MachinePlan plan(MachineConfiguration configuration) throws PlanException {
        return new MachinePlanner(configuration).plan();
    }

    private MachinePlan plan() throws PlanException {
        for (LoadDirective load : configuration.loads()) {
            load(load);
        }
        long start = entry.orElseThrow(() -> new PlanException(
                configuration.source().range(), "nothing to run: load a firmware, or give an entry address"));
        RootOfTrust rootOfTrust = new RootOfTrust(
                key(configuration.attestationKeys().platform()),
                key(configuration.attestationKeys().realm()));
        return new MachinePlan(configuration, loaded, start, rootOfTrust);
    }

    private Optional<SigningKey> key(Optional<FileReference> file) throws PlanException {
        return file.isPresent() ? Optional.of(files.readKey(file.get())) : Optional.empty();
    }

    private void load(LoadDirective load) throws PlanException {
        MemorySegment bytes = files.readProgram(load.file());
        if (ElfFile.isElf(bytes)) {
            loadElf(load, bytes);
            return;
        }
        long address = load.address()
                .orElseThrow(() -> new PlanException(
                        load.range(),
                        "%s says no address: add `at ADDRESS`"
                                .formatted(load.file().written())));
        place(load, address, bytes, bytes.byteSize());
        start(load, address);
    }

    private void loadElf(LoadDirective load, MemorySegment bytes) throws PlanException {
        try {
            ElfFile elf = ElfFile.parse(configuration.resolve(load.file()).toString(), bytes);
            for (ElfSegment segment : elf.loadableSegments()) {
                place(load, segment.physicalAddress(), elf.contents(segment), segment.memorySize());
                if (elf.entry() - segment.virtualAddress() >= 0
                        && elf.entry() - segment.virtualAddress() < segment.memorySize()) {
                    start(load, segment.physicalAddress() + elf.entry() - segment.virtualAddress());
                }
            }
        } catch (ImageException e) {
            throw new PlanException(load.file().range(), String.valueOf(e.getMessage()));
        }
    }

    private void place(LoadDirective load, long address, MemorySegment bytes, long size) throws PlanException {
        if (!configuration.board().isRam(address, size)) {
            throw new PlanException(
                    load.range(),
                    "%s needs RAM at 0x%x .. 0x%x, which the board does not have there"
                            .formatted(load.file().written(), address, address + size));
        }
        loaded.add(new MachinePlan.LoadedBytes(address, bytes, size));
    }

    private void start(LoadDirective load, long address) {
        if (entry.isEmpty() && load.kind() == LoadKind.FIRMWARE) {
            entry = OptionalLong.of(address);
        }
    }
}
