package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.decode.Disassembler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DisassemblerTests {
    private final Disassembler disassembler = new Disassembler();

    @Test
    void instructionsReadAsObjdumpWritesThem() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String line : lines("disassembly.txt")) {
            String[] fields = line.split(" ", 3);
            long address = Long.parseUnsignedLong(fields[0], 16);
            int word = Integer.parseUnsignedInt(fields[1], 16);
            String text = disassembler.disassemble(word, address).replaceAll(" +", " ");
            compared++;
            if (!text.equals(fields[2])) {
                differences.add(line + " but was " + text);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(4000);
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
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DisassemblerTests.class.getResourceAsStream(resource)),
                StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
