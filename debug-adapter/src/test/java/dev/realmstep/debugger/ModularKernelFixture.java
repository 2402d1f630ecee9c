package dev.realmstep.debugger;

import static java.util.Objects.requireNonNull;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernels of the folder {@code modules}, which initialise {@code ping} and {@code pong}, and free the second one. */
public final class ModularKernelFixture {
    /** Where a breakpoint in a module belongs: the line of {@code ping} behind the call of the kernel. */
    public static final int LINE_IN_PING = lineOf("ping.c", "return answer");

    private static final int SLIDE_OFFSET = 0x40;

    private ModularKernelFixture() {}

    /**
     * Writes a realm that boots one of the kernels and finds symbols of modules in the folder {@code modules}, which is
     * empty.
     *
     * @param slide how far above its linked addresses it maps itself, in bytes
     */
    public static Path realm(Path folder, String kernel, long slide) throws IOException, ImageException {
        Files.write(folder.resolve("vmlinux"), resource(kernel));
        Files.write(folder.resolve("Image"), image(kernel, slide));
        Files.createDirectories(folder.resolve("modules"));
        Path realm = folder.resolve("modular.realm");
        Files.writeString(realm, """
                realm "modular" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 8M
                  load kernel "Image" at 0x%x
                  symbols "vmlinux"
                  symbols "modules"
                }
                """.formatted(KernelFixture.LOADED));
        return realm;
    }

    /** The same with both modules where the realm looks for them. */
    public static Path realmWithModules(Path folder, String kernel, long slide) throws IOException, ImageException {
        Path realm = realm(folder, kernel, slide);
        addModule(folder, "ping.ko", "drivers/ping.ko");
        addModule(folder, "pong.ko", "drivers/net/pong.ko");
        return realm;
    }

    /** Puts a module into a realm's folder of modules. */
    public static void addModule(Path folder, String module, String path) throws IOException {
        Path file = folder.resolve("modules").resolve(path);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.write(file, resource(module));
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream stream =
                requireNonNull(ModularKernelFixture.class.getResourceAsStream("modules/" + name), name)) {
            return stream.readAllBytes();
        }
    }

    private static byte[] image(String kernel, long slide) throws IOException, ImageException {
        ElfFile elf = ElfFile.parse(kernel, MemorySegment.ofArray(resource(kernel)));
        byte[] image = elf.contents(elf.loadableSegments().getFirst()).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putLong(SLIDE_OFFSET, slide);
        return image;
    }

    private static int lineOf(String source, String text) {
        try {
            String[] lines = new String(resource(source), StandardCharsets.UTF_8).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (lines[i].contains(text)) {
                    return i + 1;
                }
            }
            throw new IllegalArgumentException("%s has no line with %s".formatted(source, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
