package dev.realmstep.debuginfo;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Programs and what other tools said of them; the folder of the resources says how they were made. */
public final class Fixtures {
    /** The names of the programs that were built for these tests. */
    private static final List<String> PROGRAMS = List.of("o0-dwarf4", "o0-dwarf5", "o2-dwarf4", "o2-dwarf5");

    private static final String SAMPLE = "sample-";

    private Fixtures() {}

    /** The programs of these tests. */
    static Stream<String> programs() {
        return PROGRAMS.stream();
    }

    /** The programs of these tests and the sample guests. */
    public static Stream<String> all() {
        return Stream.concat(programs(), Stream.of("hello", "ripas", "smp").map(name -> SAMPLE + name));
    }

    public static ElfFile elf(String name) throws ImageException {
        return ElfFile.parse(name, MemorySegment.ofArray(elfBytes(name)));
    }

    public static byte[] elfBytes(String name) {
        try {
            if (name.startsWith(SAMPLE)) {
                String sample = name.substring(SAMPLE.length());
                return Files.readAllBytes(Path.of("..", "samples", sample, sample + ".elf"));
            }
            return resource(name + ".elf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a recording, which may be compressed. */
    public static List<String> recording(String name) {
        byte[] bytes = resource(name);
        try (InputStream in = name.endsWith(".gz")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                : new ByteArrayInputStream(bytes)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/dev/realmstep/debuginfo/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
