package dev.realmstep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The realms that tests run: the project's samples, and guests of a few instructions. */
public final class Samples {
    public static final Path FOLDER = Path.of("..", "samples").toAbsolutePath().normalize();
    public static final Path HELLO = FOLDER.resolve("hello/hello.realm");
    public static final Path HELLO_MAIN = FOLDER.resolve("hello/main.c");
    public static final Path SMP = FOLDER.resolve("smp/smp.realm");
    public static final Path SMP_MAIN = FOLDER.resolve("smp/main.c");

    /** {@code b .}: the shortest guest that never ends. */
    public static final int BRANCH_TO_SELF = 0x1400_0000;

    private Samples() {}

    /** The number of the first line of a file that contains a text, so that tests survive an edit of the sample. */
    public static int lineOf(Path file, String text) throws IOException {
        int number = 1;
        for (String line : Files.readAllLines(file)) {
            if (line.contains(text)) {
                return number;
            }
            number++;
        }
        throw new IllegalArgumentException("%s has no line with %s".formatted(file, text));
    }

    /** Writes a realm whose guest is a few A64 instructions at 0x8000_0000, without vectors. */
    public static Path tinyGuest(Path folder, int... instructions) throws IOException {
        ByteBuffer code =
                ByteBuffer.allocate(Integer.BYTES * instructions.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction : instructions) {
            code.putInt(instruction);
        }
        Files.write(folder.resolve("guest.bin"), code.array());
        return realm(folder, "load firmware \"guest.bin\" at 0x8000_0000");
    }

    /** Writes a realm of 2 MiB that loads something. */
    public static Path realm(Path folder, String load) throws IOException {
        Path file = folder.resolve("guest.realm");
        Files.writeString(file, """
                realm "guest" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 2M
                  %s
                }
                """.formatted(load));
        return file;
    }
}
