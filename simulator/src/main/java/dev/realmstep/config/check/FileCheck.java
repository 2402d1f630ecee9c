package dev.realmstep.config.check;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Findings;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import java.util.HashSet;
import java.util.Set;

/** The files that a realm names are there, and are what they are said to be. */
final class FileCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        Set<String> reported = new HashSet<>();
        for (LoadDirective load : context.realm().loads()) {
            checkFile(context, load.file(), reported, findings);
            if (load.kind() == LoadKind.KERNEL) {
                checkKernel(context, load.file(), findings);
            }
        }
        for (FileReference symbols : context.realm().symbols()) {
            checkSymbols(context, symbols, reported, findings);
        }
        context.realm().attestationKeys().files().forEach(file -> checkFile(context, file, reported, findings));
        for (DeviceDescription device : context.realm().devices()) {
            device.file()
                    .filter(file -> !isReadable(context, file))
                    .ifPresent(file -> checkFile(context, file, reported, findings));
        }
        if (context.realm().dtb() instanceof DeviceTreeSource.FromFile source) {
            checkFile(context, source.file(), reported, findings);
            checkDeviceTree(context, source.file(), findings);
        }
    }

    /** All that is asked of a disk: what is on it is the guest's. */
    private static boolean isReadable(RealmContext context, FileReference file) {
        return switch (context.inspect(file)) {
            case FileFacts.Missing missing -> false;
            case FileFacts.Unreadable unreadable -> false;
            case FileFacts.Folder folder -> false;
            default -> true;
        };
    }

    /** A file that is named twice is reported where it is named first. */
    private static void checkFile(RealmContext context, FileReference file, Set<String> reported, Findings findings) {
        FileFinding.of(context.realm(), file, context.inspect(file))
                .filter(finding -> reported.add(file.written()))
                .ifPresent(findings::add);
    }

    private static void checkKernel(RealmContext context, FileReference file, Findings findings) {
        switch (context.inspect(file)) {
            case FileFacts.Plain plain -> reportNoKernel(file, findings);
            case FileFacts.DeviceTreeBlob blob -> reportNoKernel(file, findings);
            default -> {}
        }
    }

    private static void reportNoKernel(FileReference file, Findings findings) {
        findings.add(Diagnostic.of(
                DiagnosticCode.NO_KERNEL,
                file.range(),
                ("\"%s\" is no kernel: neither an ELF executable nor an arm64 Linux Image; other code is loaded with "
                                + "`load firmware`")
                        .formatted(file.written())));
    }

    /** Symbols are read of programs, of modules of Linux, and of folders with those. */
    private static void checkSymbols(
            RealmContext context, FileReference file, Set<String> reported, Findings findings) {
        switch (context.inspect(file)) {
            case FileFacts.LinuxModule module -> {}
            case FileFacts.Folder folder when folder.holdsModules() -> {}
            case FileFacts.Folder folder -> reportNoModules(file, findings);
            case FileFacts.Plain plain -> findings.add(FileFinding.noSymbols(file));
            case FileFacts.LinuxImage image -> findings.add(FileFinding.noSymbols(file));
            case FileFacts.DeviceTreeBlob blob -> findings.add(FileFinding.noSymbols(file));
            default -> checkFile(context, file, reported, findings);
        }
    }

    private static void reportNoModules(FileReference file, Findings findings) {
        findings.add(Diagnostic.of(
                DiagnosticCode.NO_MODULES,
                file.range(),
                "\"%s\" is a folder without modules of Linux (NAME.ko): there are no symbols to be found in it"
                        .formatted(file.written())));
    }

    private static void checkDeviceTree(RealmContext context, FileReference file, Findings findings) {
        switch (context.inspect(file)) {
            case FileFacts.DeviceTreeBlob blob
            when blob.totalSize() > blob.fileSize() ->
                findings.add(Diagnostic.of(
                        DiagnosticCode.MALFORMED_DEVICE_TREE,
                        file.range(),
                        "\"%s\" is truncated: its header says %d bytes, and it has %d"
                                .formatted(file.written(), blob.totalSize(), blob.fileSize())));
            case FileFacts.Plain plain -> reportNoDeviceTree(file, findings);
            case FileFacts.Elf elf -> reportNoDeviceTree(file, findings);
            case FileFacts.LinuxImage image -> reportNoDeviceTree(file, findings);
            default -> {}
        }
    }

    private static void reportNoDeviceTree(FileReference file, Findings findings) {
        findings.add(Diagnostic.of(
                DiagnosticCode.MALFORMED_DEVICE_TREE,
                file.range(),
                ("\"%s\" is no flattened device tree: it does not begin with 0xd00dfeed; a source has to be "
                                + "compiled with dtc")
                        .formatted(file.written())));
    }
}
