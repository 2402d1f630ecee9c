package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.BoardModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Findings;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Part;
import dev.realmstep.config.TextRange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All checks of a machine: its files are there, what they hold fits its RAM, and something runs. */
final class MachineChecks {
    private static final int INSTRUCTION_SIZE = 4;

    private final MachineConfiguration machine;
    private final ReachableFiles files;
    private final Findings findings;
    private final Set<String> reported = new HashSet<>();

    MachineChecks(MachineConfiguration machine, ReachableFiles files, Findings findings) {
        this.machine = machine;
        this.files = files;
        this.findings = findings;
    }

    void run() {
        machine.loads().forEach(this::checkLoad);
        Stream.concat(machine.symbols().stream(), machine.realmSymbols().stream())
                .forEach(this::checkSymbols);
        machine.attestationKeys().files().forEach(this::checkFile);
        List<LoadedExtent> loaded = LoadedExtent.of(machine, files);
        checkPlacement(loaded);
        LoadOverlapCheck.check(loaded, findings);
        checkEntry();
    }

    private void checkFile(FileReference file) {
        FileFinding.of(machine, file, files.inspect(machine, file))
                .filter(finding -> reported.add(file.written()))
                .ifPresent(findings::add);
    }

    private void checkLoad(LoadDirective load) {
        checkFile(load.file());
        switch (files.inspect(machine, load.file())) {
            case FileFacts.Elf elf -> LoadAddressCheck.checkElf(load, findings);
            case FileFacts.Plain plain -> LoadAddressCheck.checkPlain(load, findings);
            case FileFacts.DeviceTreeBlob blob -> LoadAddressCheck.checkPlain(load, findings);
            case FileFacts.LinuxImage image -> LoadAddressCheck.checkPlain(load, findings);
            default -> {}
        }
    }

    private void checkSymbols(FileReference file) {
        switch (files.inspect(machine, file)) {
            case FileFacts.Plain plain -> findings.add(FileFinding.noSymbols(file));
            case FileFacts.LinuxImage image -> findings.add(FileFinding.noSymbols(file));
            case FileFacts.DeviceTreeBlob blob -> findings.add(FileFinding.noSymbols(file));
            default -> checkFile(file);
        }
    }

    /** A file with many segments costs one message. */
    private void checkPlacement(List<LoadedExtent> loaded) {
        Set<TextRange> placed = new HashSet<>();
        for (LoadedExtent extent : loaded) {
            outsideRam(extent).filter(finding -> placed.add(extent.range())).ifPresent(findings::add);
        }
    }

    private Optional<Diagnostic> outsideRam(LoadedExtent extent) {
        BoardModel board = machine.board();
        return board.isRam(extent.base(), extent.size())
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        DiagnosticCode.LOAD_OUTSIDE_RAM,
                        extent.range(),
                        "%s is loaded to %s to %s, and the RAM of board \"%s\" is %s to %s"
                                .formatted(
                                        extent.what(),
                                        hex(extent.base()),
                                        hex(extent.end()),
                                        board.spelling(),
                                        hex(board.ramBase()),
                                        hex(board.ramBase() + board.ramSize()))));
    }

    private void checkEntry() {
        boolean loads = machine.propertyRanges().containsKey(MachineProperty.LOAD);
        boolean starts = machine.loads().stream().anyMatch(load -> load.kind() == LoadKind.FIRMWARE);
        if (machine.entry().isEmpty() && !starts && (!loads || !machine.loads().isEmpty())) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.NOTHING_TO_RUN,
                    machine.source().of(Part.NAME),
                    "the machine has nothing to run: it needs `load firmware \"FILE\"` or `entry ADDRESS`"));
        }
        machine.entry().ifPresent(this::checkEntry);
    }

    private void checkEntry(long entry) {
        if (!machine.board().isRam(entry, INSTRUCTION_SIZE) || entry % INSTRUCTION_SIZE != 0) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.LOAD_OUTSIDE_RAM,
                    machine.rangeOf(MachineProperty.ENTRY),
                    "the first instruction would be at %s, which is no place for one: a multiple of 4 in RAM"
                            .formatted(hex(entry))));
        }
    }
}
