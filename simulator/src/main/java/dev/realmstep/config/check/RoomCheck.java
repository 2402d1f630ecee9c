package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.AutomaticPlacement;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Findings;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import java.util.OptionalLong;

/** The device tree and the initrd have room in RAM where the host has to find it. */
final class RoomCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        RealmConfiguration realm = context.realm();
        if (realm.ram().isEmpty()) {
            return; // which is the finding
        }
        AutomaticPlacement placement = new AutomaticPlacement(realm.ram());
        context.loaded().forEach(extent -> placement.occupy(extent.base(), extent.size()));
        long tree = deviceTreeSize(context);
        if (tree > 0 && placement.placeDeviceTree(tree).isEmpty()) {
            report(context, findings, realm.rangeOf(RealmProperty.DTB), "the device tree", tree);
        }
        for (LoadDirective load : realm.loads()) {
            if (load.kind() == LoadKind.INITRD
                    && load.address().isEmpty()
                    && context.inspect(load.file()) instanceof FileFacts.Plain plain
                    && placement.placeInitrd(plain.size()).isEmpty()) {
                String what = "\"" + load.file().written() + "\"";
                report(context, findings, load.file().range(), what, plain.size());
            }
        }
    }

    /** In bytes; 0 if there is none to place. A generated one is as large as it gets to be, but a page at least. */
    private static long deviceTreeSize(RealmContext context) {
        return switch (context.realm().dtb()) {
            case DeviceTreeSource.None none -> 0;
            case DeviceTreeSource.Generated generated -> IpaSpace.GRANULE_SIZE;
            case DeviceTreeSource.FromFile(FileReference file, OptionalLong address) ->
                address.isEmpty() && context.inspect(file) instanceof FileFacts.DeviceTreeBlob blob
                        ? blob.fileSize()
                        : 0;
        };
    }

    private static void report(RealmContext context, Findings findings, TextRange range, String what, long size) {
        long ram = context.realm().ram().stream().mapToLong(RamRegion::size).sum();
        findings.add(Diagnostic.of(
                DiagnosticCode.NO_ROOM,
                range,
                "%s needs %s bytes in one piece, which the %s bytes of RAM do not have besides what is loaded there"
                        .formatted(what, hex(size), hex(ram))));
    }
}
