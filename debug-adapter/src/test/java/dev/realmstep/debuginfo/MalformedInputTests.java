package dev.realmstep.debuginfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSection;
import dev.realmstep.image.ImageException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged debug information is answered as if it were absent, never with an unchecked exception or an endless loop. */
class MalformedInputTests {
    /** Far more than any question takes, to tell a slow machine from an endless loop. */
    private static final Duration ENDLESS = Duration.ofSeconds(60);

    private static final int DAMAGES_PER_SECTION = 15;

    static Stream<String> damagedSections() throws ImageException {
        List<String> sections = new ArrayList<>();
        for (String name : List.of("o2-dwarf4", "o2-dwarf5")) {
            for (ElfSection section : Fixtures.elf(name).sections()) {
                if (section.name().startsWith(".debug_") || section.name().equals(".eh_frame")) {
                    sections.add(name + " " + section.name());
                }
            }
        }
        return sections.stream();
    }

    @ParameterizedTest
    @MethodSource("damagedSections")
    void changedBytesNeverEndInAnUncheckedException(String where) throws Exception {
        String name = where.split(" ", 2)[0];
        ElfSection section = Fixtures.elf(name).section(where.split(" ", 2)[1]).orElseThrow();
        List<RecordedStop> stops = someStops(name);
        Random random = new Random(20240229);
        for (int i = 0; i < DAMAGES_PER_SECTION; i++) {
            byte[] bytes = Fixtures.elfBytes(name);
            int changes = 1 + random.nextInt(3);
            StringBuilder damage = new StringBuilder(where);
            for (int change = 0; change < changes; change++) {
                int offset = random.nextInt((int) section.size());
                byte value = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
                bytes[(int) section.fileOffset() + offset] = value;
                damage.append(" +0x%x=0x%02x".formatted(offset, value));
            }
            survives(damage.toString(), bytes, stops);
        }
    }

    @ParameterizedTest
    @MethodSource("damagedSections")
    void truncatedSectionsNeverEndInAnUncheckedException(String where) throws Exception {
        String name = where.split(" ", 2)[0];
        ElfFile elf = Fixtures.elf(name);
        ElfSection section = elf.section(where.split(" ", 2)[1]).orElseThrow();
        List<RecordedStop> stops = someStops(name);
        long step = Math.max(1, section.size() / 10);
        for (long size = 0; size < section.size(); size += step) {
            survives(where + " cut to " + size, withSize(name, section, size), stops);
        }
    }

    /** The file with another size in the header of one section. */
    private static byte[] withSize(String name, ElfSection section, long size) {
        byte[] bytes = Fixtures.elfBytes(name);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headers = (int) buffer.getLong(0x28); // e_shoff
        int header = headers + section.index() * buffer.getShort(0x3a); // e_shentsize
        buffer.putLong(header + 0x20, size); // sh_size
        return bytes;
    }

    /** A few stops deep in the program, where there is much to look at. */
    private static List<RecordedStop> someStops(String name) throws Exception {
        List<RecordedStop> stops = RecordedStop.read(name).stream()
                .filter(RecordedStop::hasVariables)
                .toList();
        return List.of(stops.get(stops.size() / 4), stops.get(stops.size() / 2));
    }

    private static void survives(String damage, byte[] bytes, List<RecordedStop> stops) {
        assertThatCode(() -> assertTimeoutPreemptively(ENDLESS, () -> askEverything(bytes, stops)))
                .as(damage)
                .doesNotThrowAnyException();
    }

    private static void askEverything(byte[] bytes, List<RecordedStop> stops) {
        DebugInformation information;
        try {
            information = DebugInformation.load(ElfFile.parse("damaged", MemorySegment.ofArray(bytes)), 0);
        } catch (ImageException | DebugInformationException e) {
            return; // Refused as a whole, with a message.
        }
        for (long pc = 0x40_0000; pc < 0x40_0600; pc += 16) {
            information.locate(pc);
            information.functionAt(pc);
            information.statementAround(pc);
            information.inlineCallStack(pc);
        }
        information.sourceFiles();
        information.locationsOfFunction("clamp");
        information.locationsOfFunction("run");
        information.locationsOfLine("calls.c", 41);
        information.breakpointLines("shapes.c", 1, 100);
        for (RecordedStop stop : stops) {
            for (StackFrame frame : stop.stack(information)) {
                frame.arguments().forEach(variable -> lookAt(variable.value()));
                frame.locals().forEach(variable -> lookAt(variable.value()));
                frame.globals().forEach(variable -> lookAt(variable.value()));
                evaluate(frame, "first.next->corners[1].y + flags.offset");
                evaluate(frame, "(struct node *)0");
                evaluate(frame, "GREEN");
            }
        }
        information.problems();
    }

    private static void lookAt(Value value) {
        value.text();
        value.type().name();
        try {
            value.children(0, 10);
        } catch (ValueException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    private static void evaluate(StackFrame frame, String expression) {
        try {
            frame.evaluate(expression).text();
        } catch (ValueException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @Test
    void aUnitThatCannotBeReadLeavesTheOthersUsable() throws Exception {
        ElfSection info = Fixtures.elf("o2-dwarf5").section(".debug_info").orElseThrow();
        byte[] bytes = Fixtures.elfBytes("o2-dwarf5");
        int version = (int) info.fileOffset() + Integer.BYTES;
        bytes[version] = 99;

        DebugInformation information = DebugInformation.load(ElfFile.parse("damaged", MemorySegment.ofArray(bytes)), 0);

        assertThat(information.problems()).singleElement().asString().contains("DWARF version 99");
        assertThat(information.locationsOfFunction("run"))
                .singleElement()
                .satisfies(location -> assertThat(location.source())
                        .hasValueSatisfying(source -> assertThat(source.file()).isEqualTo("/guest/calls.c")));
    }
}
