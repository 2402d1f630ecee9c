package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.Part;

/** What is loaded has an address where it needs one, and none where it brings its own. */
final class LoadAddressCheck implements RealmCheck {
    /** Linux wants its Image this aligned, before its text offset (Documentation/arch/arm64/booting.rst). */
    private static final long IMAGE_ALIGNMENT = 2 << 20;

    @Override
    public void check(RealmContext context, Findings findings) {
        for (LoadDirective load : context.realm().loads()) {
            switch (context.inspect(load.file())) {
                case FileFacts.Elf elf -> checkElf(load, findings);
                case FileFacts.LinuxImage image -> checkImage(load, image, findings);
                case FileFacts.Plain plain -> checkPlain(load, findings);
                case FileFacts.DeviceTreeBlob blob -> checkPlain(load, findings);
                default -> {}
            }
        }
    }

    static void checkElf(LoadDirective load, Findings findings) {
        if (load.address().isPresent()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.LOAD_ADDRESS,
                    load.source().of(Part.BASE),
                    "\"%s\" is an ELF file, whose segments have their addresses: `at` cannot move it"
                            .formatted(load.file().written())));
        }
    }

    private static void checkImage(LoadDirective load, FileFacts.LinuxImage image, Findings findings) {
        long address = load.address().orElse(image.textOffset());
        if ((address - image.textOffset()) % IMAGE_ALIGNMENT != 0) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.LOAD_ADDRESS,
                    load.source().of(Part.BASE),
                    "a Linux Image is loaded %s bytes behind a multiple of 2M; the nearest below is %s"
                            .formatted(
                                    hex(image.textOffset()),
                                    hex(address - Math.floorMod(address - image.textOffset(), IMAGE_ALIGNMENT)))));
        }
    }

    /** Only an initrd is placed by the host; that this is no kernel is another finding. */
    static void checkPlain(LoadDirective load, Findings findings) {
        boolean needsAddress = load.kind() == LoadKind.FIRMWARE || load.kind() == LoadKind.IMAGE;
        if (needsAddress && load.address().isEmpty()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.LOAD_ADDRESS,
                    load.file().range(),
                    "\"%s\" is neither ELF nor a Linux Image, so its address has to be said: `at ADDRESS`"
                            .formatted(load.file().written())));
        }
    }
}
