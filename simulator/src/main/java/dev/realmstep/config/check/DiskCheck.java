package dev.realmstep.config.check;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Part;

/** A disk has contents, in whole sectors. */
final class DiskCheck implements RealmCheck {
    private static final int SECTOR_SIZE = 512;

    @Override
    public void check(RealmContext context, Findings findings) {
        for (DeviceDescription device : context.realm().devices()) {
            if (device.model().filter(DeviceModel.VIRTIO_BLOCK::equals).isEmpty()) {
                continue;
            }
            device.file()
                    .ifPresentOrElse(
                            file -> checkSize(context, file, findings),
                            () -> findings.add(Diagnostic.of(
                                    DiagnosticCode.DISK_WITHOUT_FILE,
                                    device.source().of(Part.COMPATIBLE),
                                    "the disk `%s` has no contents: `file \"FILE\"` is missing"
                                            .formatted(device.name()))));
        }
    }

    private static void checkSize(RealmContext context, FileReference file, Findings findings) {
        if (context.inspect(file) instanceof FileFacts.Plain plain
                && (plain.size() == 0 || plain.size() % SECTOR_SIZE != 0)) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.DISK_NOT_WHOLE_SECTORS,
                    file.range(),
                    "\"%s\" is no disk: it has %d bytes, and a disk consists of whole sectors of %d bytes"
                            .formatted(file.written(), plain.size(), SECTOR_SIZE)));
        }
    }
}
