package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.InstructionTable;
import java.util.ArrayList;
import java.util.List;
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
        for (Instruction instruction : TABLE) {
            Encoding encoding = instruction.encoding();
            // With its free bits clear, and set: one of the two may be a special case with a name of its own.
            if (decoder.decode(encoding.value()) != instruction
                    && decoder.decode(encoding.value() | ~encoding.mask()) != instruction) {
                lost.add(instruction.toString());
            }
        }
        assertThat(lost).isEmpty();
    }
}
