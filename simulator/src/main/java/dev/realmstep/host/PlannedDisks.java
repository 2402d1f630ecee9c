package dev.realmstep.host;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.DiskMode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.device.disk.Disk;
import dev.realmstep.device.disk.FileDisk;
import dev.realmstep.device.disk.SnapshotDisk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;

/** The files behind the disks of a realm. */
final class PlannedDisks {
    private final Map<DeviceDescription, FileDisk> files;

    private PlannedDisks(Map<DeviceDescription, FileDisk> files) {
        this.files = Map.copyOf(files);
    }

    /**
     * Looks the files up, and opens none of them yet.
     *
     * @throws PlanException if one cannot be a disk
     */
    static PlannedDisks of(RealmConfiguration configuration) throws PlanException {
        Map<DeviceDescription, FileDisk> files = new HashMap<>();
        for (DeviceDescription device : configuration.devices()) {
            if (device.model().filter(DeviceModel.VIRTIO_BLOCK::equals).isPresent()) {
                FileReference file = device.file()
                        .orElseThrow(() -> new PlanException(
                                device.range(), "the disk `%s` has no contents".formatted(device.name())));
                files.put(device, lookUp(configuration, file, device.diskMode() != DiskMode.WRITABLE));
            }
        }
        return new PlannedDisks(files);
    }

    private static FileDisk lookUp(RealmConfiguration configuration, FileReference file, boolean readOnly)
            throws PlanException {
        try {
            return FileDisk.of(configuration.resolve(file), readOnly);
        } catch (NoSuchFileException e) {
            throw new PlanException(file.range(), "%s: there is no such file".formatted(file.written()));
        } catch (IOException e) {
            throw new PlanException(file.range(), "%s: it is no usable disk: %s".formatted(file.written(), why(e)));
        }
    }

    private static String why(IOException e) {
        return e instanceof FileSystemException about && about.getReason() != null
                ? about.getReason()
                : String.valueOf(e.getMessage());
    }

    /** The disk of a device as it is before the first instruction. */
    Disk disk(DeviceDescription device) {
        FileDisk file = files.get(device);
        if (file == null) {
            throw new IllegalArgumentException("`%s` is no disk of this realm".formatted(device.name()));
        }
        return device.diskMode() == DiskMode.SNAPSHOT ? new SnapshotDisk(file) : file;
    }
}
