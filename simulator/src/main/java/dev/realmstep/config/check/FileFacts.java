package dev.realmstep.config.check;

import dev.realmstep.config.DiagnosticCode;
import java.util.List;

/** What checks need to know of a file. */
public sealed interface FileFacts {
    /** It is not known where to look. */
    record Unknown() implements FileFacts {}

    /** There is none. */
    record Missing() implements FileFacts {}

    /**
     * There is something, but it cannot be read.
     *
     * @param reason what it is instead of a readable file
     */
    record Unreadable(String reason) implements FileFacts {}

    /**
     * A folder.
     *
     * @param holdsModules whether files of modules of Linux are in it or below it
     */
    record Folder(boolean holdsModules) implements FileFacts {}

    /**
     * A module of Linux for this machine, which only the guest can load.
     *
     * @param reason what the file is, to follow its name in a sentence
     */
    record LinuxModule(String reason) implements FileFacts {}

    /**
     * A linked AArch64 ELF file.
     *
     * @param segments what of it is brought into memory, by physical address
     */
    record Elf(long entry, List<Extent> segments) implements FileFacts {
        public Elf {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A file that is of no use to anyone.
     *
     * @param code the kind of finding that it is
     * @param reason what the file is, to follow its name in a sentence
     */
    record Unusable(DiagnosticCode code, String reason) implements FileFacts {}

    /**
     * A Linux {@code Image} for this machine, compressed or not.
     *
     * @param textOffset how far behind a 2 MiB boundary it wants to be, in bytes
     * @param imageSize the memory it takes, in bytes
     */
    record LinuxImage(long textOffset, long imageSize) implements FileFacts {}

    /**
     * A flattened device tree.
     *
     * @param totalSize in bytes, as its header says
     * @param fileSize in bytes
     */
    record DeviceTreeBlob(long totalSize, long fileSize) implements FileFacts {}

    /**
     * Any other file.
     *
     * @param size in bytes
     */
    record Plain(long size) implements FileFacts {}

    /**
     * A stretch of memory.
     *
     * @param base IPA of the first byte
     * @param size in bytes
     */
    record Extent(long base, long size) {}
}
