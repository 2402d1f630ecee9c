package dev.realmstep.debugger;

import static java.util.Objects.requireNonNull;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel of {@code kernel.S} and {@code kernel.c}, which maps itself elsewhere than it was loaded to. */
public final class KernelFixture {
    /** Where it is linked. */
    public static final long LINKED = 0xffff_8000_8000_0000L;

    /** Where {@link #realm} loads it. */
    public static final long LOADED = 0x8020_0000L;

    /** The offset of the word that says how far from its linked addresses the kernel maps itself. */
    private static final int SLIDE_OFFSET = 0x40;

    private KernelFixture() {}

    /** Writes a realm that boots it, with {@code vmlinux} for its symbols. */
    public static Path realm(Path folder, long slide) throws IOException, ImageException {
        Path vmlinux = folder.resolve("vmlinux");
        Files.write(vmlinux, elf());
        Files.write(folder.resolve("Image"), image(slide));
        Path realm = folder.resolve("kernel.realm");
        Files.writeString(realm, """
                realm "kernel" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 8M
                  load kernel "Image" at 0x%x
                  symbols "vmlinux"
                }
                """.formatted(LOADED));
        return realm;
    }

    static byte[] elf() throws IOException {
        try (InputStream stream = requireNonNull(KernelFixture.class.getResourceAsStream("kernel.elf"))) {
            return stream.readAllBytes();
        }
    }

    /** The offset in the file behind its note, which ends with the build ID. */
    static int endOfBuildId() throws IOException, ImageException {
        ElfSegment notes = parsed().segments().stream()
                .filter(segment -> !segment.isLoadable())
                .findFirst()
                .orElseThrow();
        return (int) (notes.fileOffset() + notes.fileSize());
    }

    private static byte[] image(long slide) throws IOException, ImageException {
        ElfFile elf = parsed();
        byte[] image = elf.contents(elf.loadableSegments().getFirst()).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putLong(SLIDE_OFFSET, slide);
        return image;
    }

    private static ElfFile parsed() throws IOException, ImageException {
        return ElfFile.parse("kernel.elf", MemorySegment.ofArray(elf()));
    }
}
