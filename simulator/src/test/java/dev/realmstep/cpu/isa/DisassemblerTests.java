package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.Disassembler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DisassemblerTests {
    private final Disassembler disassembler = new Disassembler();

    @Test
    void instructionsReadAsObjdumpWritesThem() throws IOException {
        List<String> lines = lines("disassembly.txt");
        assertThat(lines).hasSizeGreaterThan(4000);
        assertThat(differences(lines)).isEmpty();
    }

    @Test
    void vectorInstructionsReadAsObjdumpWritesThem() throws IOException {
        List<String> lines = lines("disassembly-vector.txt.gz");
        assertThat(differences(lines)).isEmpty();
        Decoder decoder = Decoder.ofAllFeatures();
        Set<Instruction> compared =
                lines.stream().map(line -> decoder.decode(word(line))).collect(Collectors.toSet());
        assertThat(compared).containsAll(DisassemblyCases.instructions());
    }

    private List<String> differences(List<String> lines) {
        List<String> differences = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ", 3);
            long address = Long.parseUnsignedLong(fields[0], 16);
            String text = disassembler.disassemble(word(line), address).replaceAll(" +", " ");
            if (!text.equals(fields[2])) {
                differences.add(line + " but was " + text);
            }
        }
        return differences;
    }

    private static int word(String line) {
        return Integer.parseUnsignedInt(line.split(" ", 3)[1], 16);
    }

    @Test
    void operandsStandInAColumn() {
        assertThat(disassembler.disassemble(0x9100_0420, 0)).isEqualTo("add     x0, x1, #0x1");
        assertThat(disassembler.disassemble(0xD65F_03C0, 0)).isEqualTo("ret");
    }

    @Test
    void anUnallocatedWordIsShownAsOne() {
        assertThat(disassembler.disassemble(0xFFFF_FFFF, 0)).isEqualTo(".inst   0xffffffff ; undefined");
    }

    private static List<String> lines(String resource) throws IOException {
        InputStream file = Objects.requireNonNull(DisassemblerTests.class.getResourceAsStream(resource));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                resource.endsWith(".gz") ? new GZIPInputStream(file) : file, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
