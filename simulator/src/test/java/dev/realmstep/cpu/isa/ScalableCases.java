package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.decode.Decoder;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up one case of an SVE instruction: its word, the length of the vectors, and the registers to set. */
final class ScalableCases {
    /** Lengths in bytes, more often those that fill few lines. */
    private static final int[] LENGTHS = {16, 16, 32, 32, 32, 48, 64};

    private static final Decoder DECODER = Decoder.ofAllFeatures();

    private final Random random;
    private final InterestingNumbers numbers;
    private final Map<String, Long> registers;
    private final int length;
    private final boolean floatingPoint;

    /** @param registers takes what is to be set */
    ScalableCases(Random random, InterestingNumbers numbers, Map<String, Long> registers, boolean floatingPoint) {
        this.random = random;
        this.numbers = numbers;
        this.registers = registers;
        this.floatingPoint = floatingPoint;
        this.length = LENGTHS[random.nextInt(LENGTHS.length)];
        registers.put("vl", (long) length);
    }

    /** The word of the case. */
    int add(Instruction instruction) {
        int word = randomWord(instruction);
        Encoding encoding = instruction.encoding();
        for (String field : List.of("Zn", "Zm", "Za", "Zd")) {
            if (encoding.hasField(field) && random.nextInt(3) != 0) {
                setVector(encoding.field(field).of(word), word);
            }
        }
        for (String field : List.of("Pg", "Pn", "Pm", "Pd")) {
            if (encoding.hasField(field) && random.nextBoolean()) {
                registers.putIfAbsent("p%d.0".formatted(encoding.field(field).of(word)), predicate());
            }
        }
        for (String field : List.of("Rn", "Rm", "Rd")) {
            if (encoding.hasField(field) && encoding.field(field).of(word) != 31) {
                registers.putIfAbsent("x" + encoding.field(field).of(word), numbers.value());
            }
        }
        if (instruction.instructionClass() == InstructionClass.SVE_COMPARE_SCALARS && random.nextInt(4) != 0) {
            bringTogether(word);
        }
        if (instruction.name().equals("WHILERW") || instruction.name().equals("WHILEWR")) {
            alignDistance(word);
        }
        if (ScalableAccessCases.CLASSES.contains(instruction.instructionClass())) {
            return new ScalableAccessCases(random, registers, length).add(instruction, word);
        }
        return word;
    }

    private int randomWord(Instruction instruction) {
        Encoding encoding = instruction.encoding();
        while (true) {
            int word = encoding.value() | (random.nextInt() & ~encoding.mask());
            if (encoding.hasField("pattern") && random.nextInt(3) == 0) {
                word = encoding.field("pattern").insert(word, 31);
            }
            if (DECODER.decode(word) == instruction) {
                return word;
            }
        }
    }

    /** Fills a vector register with numbers of some size. */
    private void setVector(int register, int word) {
        boolean floating = floatingPoint && random.nextInt(8) != 0;
        int size = random.nextBoolean() ? Fields.bits(word, 22, 2) : random.nextInt(4);
        size = floating ? Math.max(size, 1) : size;
        for (int i = 0; i < length / Long.BYTES; i++) {
            long value = 0;
            for (int bit = 0; bit < Long.SIZE; bit += 8 << size) {
                long number = floating ? numbers.floatingPoint(8 << size) : numbers.lane(8 << size);
                value |= (number & (-1L >>> (Long.SIZE - (8 << size)))) << bit;
            }
            registers.putIfAbsent("v%d.%d".formatted(register, i), value);
        }
    }

    /** All, none, the first ones, one, or any elements. */
    private long predicate() {
        long all = length == 64 ? -1 : (1L << length) - 1;
        return all
                & switch (random.nextInt(5)) {
                    case 0 -> -1;
                    case 1 -> 0;
                    case 2 -> (1L << random.nextInt(length)) - 1;
                    case 3 -> 1L << random.nextInt(length);
                    default -> random.nextLong();
                };
    }

    /** Pointers are whole elements apart: when they are less than one apart, QEMU 7.2 differs from the Arm ARM. */
    private void alignDistance(int word) {
        long aligned = -1L << Fields.bits(word, 22, 2);
        for (int register : new int[] {Fields.rn(word), Fields.rm(word)}) {
            registers.compute("x" + register, (name, value) -> value == null ? null : value & aligned);
        }
    }

    /** Lets the registers of a loop's bounds be less than a vector apart. */
    private void bringTogether(int word) {
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        if (n != 31 && m != 31 && n != m) {
            long start = numbers.value();
            registers.put("x" + n, start);
            registers.put("x" + m, start + random.nextInt(2 * length + 8) - length);
        }
    }
}
