package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.Disassembler;
import dev.realmstep.cpu.decode.InstructionTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Writes random words: of each SIMD, floating-point and SVE instruction, for disassembly-vector.txt.gz; or, with a number and
 * a seed as arguments, so many distinct ones of all instructions by turns, and what they read as, for {@code disassembly.py
 * compare}.
 */
final class DisassemblyCases {
    private static final int WORDS_PER_INSTRUCTION = 8;

    private static final Set<InstructionClass> VECTOR =
            EnumSet.range(InstructionClass.SIMD_SCALAR_COPY, InstructionClass.SVE_SCATTER);

    private DisassemblyCases() {}

    public static void main(String[] arguments) {
        if (arguments.length == 2) {
            writeDisassembled(Integer.parseInt(arguments[0]), new Random(Long.parseLong(arguments[1])));
        } else {
            writeVectorWords(new Random(1));
        }
    }

    /** An instruction of which few words are left gets none in a turn; the others go on. */
    private static void writeDisassembled(int count, Random random) {
        Decoder decoder = Decoder.ofAllFeatures();
        Disassembler disassembler = new Disassembler();
        Set<Integer> words = new HashSet<>();
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.US_ASCII);
        while (words.size() < count) {
            for (Instruction instruction : InstructionTable.instructions()) {
                int word = random(instruction.encoding(), random);
                if (words.size() < count && decoder.decode(word) == instruction && words.add(word)) {
                    long address = (long) Integer.BYTES * (words.size() - 1);
                    out.printf("%08x %s%n", word, disassembler.disassemble(word, address));
                }
            }
        }
        out.flush();
    }

    /** Registers 31 and operands that are the same are more often than chance has them. */
    private static int random(Encoding encoding, Random random) {
        int operands = random.nextInt();
        operands |= random.nextInt(8) == 0 ? 31 : 0;
        operands |= random.nextInt(8) == 0 ? 31 << 5 : 0;
        if (random.nextInt(8) == 0) {
            operands = (operands & ~(31 << 16)) | (operands >>> 5 & 31) << 16;
        }
        return encoding.value() | (operands & ~encoding.mask());
    }

    private static void writeVectorWords(Random random) {
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
