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
    public static final Path NORMAL_WORLD = FOLDER.resolve("normal-world/normal-world.realm");
    public static final Path SMP = FOLDER.resolve("smp/smp.realm");
    public static final Path SMP_MAIN = FOLDER.resolve("smp/main.c");

    /** {@code b .}: the shortest guest that never ends. */
    public static final int BRANCH_TO_SELF = 0x1400_0000;

    /**
     * Writes {@code >} to a 16550 at 0x1_0100_0000, and sleeps until its interrupt, INTID 32, says that input is there;
     * sends that back; ends at a {@code q}.
     */
    private static final int[] ECHO = {
        0xD2A0_2014, // movz x20, #0x100, lsl #16
        0xF2C0_0034, // movk x20, #0x1, lsl #32
        0xD2A7_FFF5, // movz x21, #0x3fff, lsl #16
        0xF2C0_0035, // movk x21, #0x1, lsl #32
        0xD2A7_FF76, // movz x22, #0x3ffb, lsl #16
        0xF2C0_0036, // movk x22, #0x1, lsl #32
        0x5280_0240, // mov w0, #0x12
        0xB900_02A0, // str w0, [x21]            GICD_CTLR: affinity routing, group 1
        0x5280_0020, // mov w0, #0x1
        0xB900_86A0, // str w0, [x21, #0x84]     GICD_IGROUPR1
        0xB901_06A0, // str w0, [x21, #0x104]    GICD_ISENABLER1
        0xB900_16DF, // str wzr, [x22, #0x14]    GICR_WAKER
        0xD280_1FE0, // mov x0, #0xff
        0xD518_4600, // msr icc_pmr_el1, x0
        0xD280_0020, // mov x0, #0x1
        0xD518_CCE0, // msr icc_igrpen1_el1, x0
        0x3900_0680, // strb w0, [x20, #1]       receive interrupt
        0x5280_07C0, // mov w0, #'>'
        0x3900_0280, // strb w0, [x20]
        0xD503_207F, // wfi
        0x3940_1680, // ldrb w0, [x20, #5]       line status
        0x3607_FFC0, // tbz w0, #0, .-8
        0x3940_0280, // ldrb w0, [x20]
        0x7101_C41F, // cmp w0, #'q'
        0x5400_0060, // b.eq .+12
        0x3900_0280, // strb w0, [x20]
        0x17FF_FFFA, // b .-24
        0x52B0_8000, // mov w0, #0x84000000
        0x7280_0100, // movk w0, #0x8            PSCI SYSTEM_OFF
        0xD400_0003 // smc #0
    };

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

    /** Writes a realm that prompts with {@code >}, sends back what is typed at its console, and ends at a {@code q}. */
    public static Path echoGuest(Path folder) throws IOException {
        tinyGuest(folder, ECHO);
        return realm(folder, """
                load firmware "guest.bin" at 0x8000_0000
                  gic 0x3fff_0000 0x3ffb_0000
                  device uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio""");
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
