package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.InstructionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstructionTableTests {
    private static final List<Instruction> TABLE = InstructionTable.instructions();

    @Test
    void encodingsOverlapOnlyWhereOneIsASpecialCaseOfTheOther() {
        List<String> ambiguous = new ArrayList<>();
        for (Instruction one : TABLE) {
            for (Instruction other : TABLE) {
                if (one != other
                        && one.encoding().overlaps(other.encoding())
                        && !one.encoding().isSpecialCaseOf(other.encoding())
                        && !other.encoding().isSpecialCaseOf(one.encoding())) {
                    ambiguous.add(one + " / " + other);
                }
            }
        }
        assertThat(ambiguous).isEmpty();
    }

    @Test
    void everyInstructionIsDecodedFromItsOwnEncoding() {
        Decoder decoder = Decoder.ofAllFeatures();
        List<String> lost = new ArrayList<>();
        Random random = new Random(1);
        for (Instruction instruction : TABLE) {
            Encoding encoding = instruction.encoding();
            // Most values of the free bits are its own: few are reserved, or a special case with a name of its own.
            boolean found = IntStream.generate(random::nextInt)
                    .limit(64)
                    .anyMatch(free -> decoder.decode(encoding.value() | (free & ~encoding.mask())) == instruction);
            if (!found) {
                lost.add(instruction.toString());
            }
        }
        assertThat(lost).isEmpty();
    }
}
