package dev.realmstep.config.check;

import dev.realmstep.config.AutomaticPlacement;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.Part;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A stretch of memory that a file is loaded to.
 *
 * @param what it is, for a message
 * @param base IPA of the first byte
 * @param size in bytes
 * @param range where the file decides its address
 */
public record LoadedExtent(String what, long base, long size, TextRange range) {
    /** The IPA behind the last byte. */
    public long end() {
        return base + size;
    }

    /** All of a realm's, in the order of the file; a file whose address the host chooses has none. */
    public static List<LoadedExtent> of(RealmConfiguration realm, ReachableFiles files) {
        List<LoadedExtent> extents = new ArrayList<>();
        for (LoadDirective load : realm.loads()) {
            extents.addAll(of(realm, load, files.inspect(realm, load.file())));
        }
        if (realm.dtb() instanceof DeviceTreeSource.FromFile(FileReference file, OptionalLong address)
                && address.isPresent()
                && files.inspect(realm, file) instanceof FileFacts.DeviceTreeBlob blob) {
            extents.add(new LoadedExtent("the device tree", address.getAsLong(), blob.totalSize(), file.range()));
        }
        return extents;
    }

    /** All of a machine's. */
    static List<LoadedExtent> of(MachineConfiguration machine, ReachableFiles files) {
        return machine.loads().stream()
                .flatMap(load -> of(load, files.inspect(machine, load.file()), load.address()).stream())
                .toList();
    }

    private static List<LoadedExtent> of(RealmConfiguration realm, LoadDirective load, FileFacts facts) {
        return of(
                load,
                facts,
                facts instanceof FileFacts.LinuxImage image ? imageAddress(realm, load, image) : load.address());
    }

    private static List<LoadedExtent> of(LoadDirective load, FileFacts facts, OptionalLong address) {
        String name = "\"" + load.file().written() + "\"";
        TextRange range = load.source().has(Part.BASE)
                ? load.source().of(Part.BASE)
                : load.file().range();
        return switch (facts) {
            case FileFacts.Elf elf ->
                elf.segments().stream()
                        .map(segment -> new LoadedExtent("a segment of " + name, segment.base(), segment.size(), range))
                        .toList();
            case FileFacts.LinuxImage image -> placed(name, address, image.imageSize(), range);
            case FileFacts.DeviceTreeBlob blob -> placed(name, address, blob.fileSize(), range);
            case FileFacts.Plain plain -> placed(name, address, plain.size(), range);
            default -> List.of();
        };
    }

    private static OptionalLong imageAddress(RealmConfiguration realm, LoadDirective load, FileFacts.LinuxImage image) {
        return load.address().isPresent()
                ? load.address()
                : AutomaticPlacement.ofKernel(realm.ram(), image.textOffset());
    }

    private static List<LoadedExtent> placed(String name, OptionalLong address, long size, TextRange range) {
        return address.isPresent() && size > 0
                ? List.of(new LoadedExtent(name, address.getAsLong(), size, range))
                : List.of();
    }
}
