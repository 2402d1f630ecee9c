package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.InstructionTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes random words of each SIMD, floating-point and SVE instruction, for disassembly-vector.txt.gz. */
final class DisassemblyCases {
    private static final int WORDS_PER_INSTRUCTION = 8;

    private static final Set<InstructionClass> VECTOR =
            EnumSet.range(InstructionClass.SIMD_SCALAR_COPY, InstructionClass.SVE_SCATTER);

    private DisassemblyCases() {}

    public static void main(String[] arguments) {
        Random random = new Random(1);
        Decoder decoder = Decoder.ofAllFeatures();
        for (Instruction instruction : instructions()) {
            Encoding encoding = instruction.encoding();
            for (int found = 0; found < WORDS_PER_INSTRUCTION; ) {
                int word = encoding.value() | (random.nextInt() & ~encoding.mask());
                if (decoder.decode(word) == instruction) {
                    System.out.println(Integer.toHexString(word));
                    found++;
                }
            }
        }
    }

    /** The loads and stores of vector registers share their classes with those of general registers. */
    static List<Instruction> instructions() {
        return InstructionTable.instructions().stream()
                .filter(instruction -> VECTOR.contains(instruction.instructionClass())
                        || instruction.feature() == Feature.ADVANCED_SIMD)
                .toList();
    }
}
