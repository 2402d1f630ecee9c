package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.InstructionTable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes the cases of the files in {@code semantics} without their results: for each class some random instructions, and the registers to
 * set so that they have something to do and their accesses land in the data area.
 */
final class SemanticsCases {
    static final long WORDS = 0x8000_0200L;
    static final long DATA = 0x8001_0000L;
    static final int DATA_BYTES = 0x4000;

    private static final int CASES_PER_CLASS = 200;
    private static final int FEWEST_CASES_PER_INSTRUCTION = 6;
    private static final int FEWEST_CASES_OF_FLOATING_POINT = 24;
    private static final int SEQUENCE = 3;
    private static final long QC = 1L << 27;
    private static final long IXC = 1L << 4;
    private static final long FZ = 1L << 24;
    private static final int INSTRUCTIONS_TO_SKIP = 2;

    private static final Set<InstructionClass> BRANCHES =
            EnumSet.range(InstructionClass.CONDITIONAL_BRANCH, InstructionClass.TEST_AND_BRANCH);
    /** What an unprivileged program cannot run, or not without consequences; and what QEMU 7.2 does not have. */
    static final Set<InstructionClass> UNTESTED = untested();

    private static final Set<InstructionClass> MEMORY =
            EnumSet.range(InstructionClass.LOAD_LITERAL, InstructionClass.SIMD_LOAD_STORE_SINGLE_STRUCTURE);
    private static final Set<InstructionClass> VECTOR =
            EnumSet.range(InstructionClass.SIMD_SCALAR_COPY, InstructionClass.FLOATING_POINT_THREE_SOURCE);

    private static final Set<InstructionClass> SCALABLE =
            EnumSet.range(InstructionClass.SVE_INTEGER_BINARY_PREDICATED, InstructionClass.SVE_SCATTER);

    private static final Pattern FLOATING_POINT_NAME = Pattern.compile("^(F|BF)|CVT|URECPE|URSQRTE");

    private static final Pattern CONVERSION_NAME = Pattern.compile("FCVT|FCVTL");

    private final Random random;
    private final InterestingNumbers numbers;
    private final Decoder decoder = Decoder.ofAllFeatures();
    private final PrintStream out;

    private SemanticsCases(long seed, PrintStream out) {
        this.random = new Random(seed);
        this.numbers = new InterestingNumbers(random);
        this.out = out;
    }

    private static Set<InstructionClass> untested() {
        Set<InstructionClass> classes = EnumSet.range(InstructionClass.EXCEPTION_GENERATION, InstructionClass.SYSTEM);
        classes.add(InstructionClass.MEMORY_COPY_AND_SET);
        classes.add(InstructionClass.CONSISTENT_CONDITIONAL_BRANCH);
        classes.add(InstructionClass.SHORT_SEQUENCE);
        return classes;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        Set<String> wanted = Set.of(arguments);
        for (InstructionClass instructionClass : EnumSet.complementOf(EnumSet.copyOf(UNTESTED))) {
            if (wanted.isEmpty() || wanted.contains(instructionClass.name())) {
                // A seed for each class: its cases do not change when instructions of others are added.
                new SemanticsCases(instructionClass.name().hashCode(), out).write(instructionClass);
            }
        }
        out.flush();
    }

    /** The byte that the data area holds at an offset before each case. */
    static byte initialByte(int offset) {
        return (byte) (offset * 167 + (offset >> 8) * 59 + 131);
    }

    private void write(InstructionClass instructionClass) {
        List<Instruction> instructions = InstructionTable.instructions().stream()
                .filter(instruction -> instruction.instructionClass() == instructionClass)
                .toList();
        for (Instruction instruction : instructions) {
            int fewest = isFloatingPoint(instruction) ? FEWEST_CASES_OF_FLOATING_POINT : FEWEST_CASES_PER_INSTRUCTION;
            int cases = Math.max(fewest, Math.ceilDiv(CASES_PER_CLASS, instructions.size()));
            for (int i = 0; i < cases; i++) {
                writeCase(instruction, instructions);
            }
        }
    }

    private void writeCase(Instruction instruction, List<Instruction> companions) {
        Map<String, Long> registers = new TreeMap<>();
        registers.put("nzcv", (long) random.nextInt(16));
        if (SCALABLE.contains(instruction.instructionClass())) {
            boolean floatingPoint = isFloatingPoint(instruction);
            if (floatingPoint) {
                registers.put("fpcr", numbers.floatingPointControl());
                registers.put("fpsr", random.nextBoolean() ? 0 : IXC);
            }
            int word = new ScalableCases(random, numbers, registers, floatingPoint).add(instruction);
            print(instruction, List.of(word), registers);
            return;
        }
        if (VECTOR.contains(instruction.instructionClass())) {
            registers.put("fpcr", numbers.floatingPointControl());
            registers.put("fpsr", random.nextInt(8) == 0 ? QC : 0);
            if (isFloatingPoint(instruction) && random.nextBoolean()) {
                registers.merge("fpsr", IXC, (one, other) -> one | other);
            }
        }
        List<Integer> words = new ArrayList<>();
        if (MEMORY.contains(instruction.instructionClass())) {
            addAccess(instruction, words, registers);
        } else if (BRANCHES.contains(instruction.instructionClass())) {
            addBranch(instruction, words, registers);
        } else {
            words.add(computation(instruction, registers));
            while (words.size() < SEQUENCE && !VECTOR.contains(instruction.instructionClass())) {
                words.add(computation(companions.get(random.nextInt(companions.size())), registers));
            }
        }
        avoidKnownFaults(instruction, words.getLast(), registers);
        print(instruction, words, registers);
    }

    private void print(Instruction instruction, List<Integer> words, Map<String, Long> registers) {
        StringBuilder line = new StringBuilder(instruction.instructionClass().name());
        words.forEach(word -> line.append(" %08x".formatted(word)));
        registers.forEach((register, value) -> line.append(" %s=%x".formatted(register, value)));
        out.println(line);
    }

    /** Leaves out what the processor that executes the cases gets wrong; README.md says how. */
    private static void avoidKnownFaults(Instruction instruction, int word, Map<String, Long> registers) {
        if (instruction.name().equals("FJCVTZS")) {
            registers.computeIfPresent("fpcr", (name, value) -> value & ~FZ);
        }
        if (instruction.name().equals("FCVTZS")
                && instruction.feature() == Feature.FP16
                && instruction.instructionClass() == InstructionClass.SIMD_SCALAR_SHIFT_BY_IMMEDIATE) {
            registers.computeIfPresent("v%d.0".formatted(Fields.rn(word)), (name, value) -> value & ~0x8000L);
        }
    }

    private int randomWord(Instruction instruction) {
        while (true) {
            Encoding encoding = instruction.encoding();
            int word = encoding.value() | (random.nextInt() & ~encoding.mask());
            if (decoder.decode(word) == instruction) {
                return word;
            }
        }
    }

    private int computation(Instruction instruction, Map<String, Long> registers) {
        int word = randomWord(instruction);
        boolean vector = VECTOR.contains(instruction.instructionClass());
        for (String field : List.of("Rn", "Rm", "Ra", "Rd")) {
            if (instruction.encoding().hasField(field)) {
                int register = instruction.encoding().field(field).of(word);
                if (vector) {
                    setVector(instruction, word, register, registers);
                }
                if (register != 31) {
                    registers.putIfAbsent("x" + register, numbers.value());
                }
            }
        }
        return word;
    }

    /** Fills a vector register with lanes of some size, of integers or of floating-point numbers near where things happen. */
    private void setVector(Instruction instruction, int word, int register, Map<String, Long> registers) {
        boolean floatingPoint = isFloatingPoint(instruction) && random.nextInt(8) != 0;
        int size = floatingPoint ? floatingPointSize(instruction, word) : random.nextInt(4);
        boolean floating = floatingPoint || (size > 0 && random.nextBoolean());
        for (int half = 0; half < 2; half++) {
            long value = 0;
            for (int bit = 0; bit < Long.SIZE; bit += 8 << size) {
                long lane = floating ? numbers.floatingPoint(8 << size) : numbers.lane(8 << size);
                value |= (lane & (-1L >>> (Long.SIZE - (8 << size)))) << bit;
            }
            registers.putIfAbsent("v%d.%d".formatted(register, half), value);
        }
    }

    private static boolean isFloatingPoint(Instruction instruction) {
        return FLOATING_POINT_NAME.matcher(instruction.name()).find()
                && (VECTOR.contains(instruction.instructionClass())
                        || SCALABLE.contains(instruction.instructionClass()));
    }

    /** The logarithm of the bytes of the numbers that an instruction works on, mostly. */
    private int floatingPointSize(Instruction instruction, int word) {
        if (instruction.feature() == Feature.FP16 || instruction.feature() == Feature.FHM) {
            return 1;
        }
        if (instruction.feature() == Feature.FCMA) {
            return Fields.bits(word, 22, 2);
        }
        boolean convertsPrecision = CONVERSION_NAME.matcher(instruction.name()).matches();
        return convertsPrecision ? 1 + random.nextInt(3) : 2 + Fields.bits(word, 22, 1);
    }

    private void addBranch(Instruction instruction, List<Integer> words, Map<String, Long> registers) {
        Encoding encoding = instruction.encoding();
        int word = randomWord(instruction);
        for (String field : List.of("imm26", "imm19", "imm14")) {
            if (encoding.hasField(field)) {
                word = encoding.field(field).insert(word, INSTRUCTIONS_TO_SKIP);
            }
        }
        if (encoding.hasField("Rn")) {
            int target = random.nextInt(31);
            word = encoding.field("Rn").insert(word, target);
            registers.put("x" + target, WORDS + 4 * INSTRUCTIONS_TO_SKIP);
        } else if (encoding.hasField("Rt") && encoding.field("Rt").of(word) != 31) {
            registers.put("x" + encoding.field("Rt").of(word), numbers.value());
        }
        words.add(word);
    }

    private void addAccess(Instruction instruction, List<Integer> words, Map<String, Long> registers) {
        Encoding encoding = instruction.encoding();
        List<Integer> free = distinctRegisters(instruction.name().equals("CASP"));
        int word = randomWord(instruction);
        for (String field : List.of("Rn", "Rm", "Rt", "Rt2", "Rs")) {
            if (encoding.hasField(field)) {
                word = encoding.field(field).insert(word, free.removeFirst());
            }
        }
        // A multiple of 16, so that any access is aligned, which stays clear of the next page.
        long target = DATA + 0x1000 + 16L * random.nextInt(0x1F0);
        boolean vector = instruction.feature() == Feature.ADVANCED_SIMD;
        if (encoding.hasField("imm19")) {
            words.add(encoding.field("imm19").insert(word, (int) (target - WORDS) >> 2));
            return;
        }
        if (vector
                && instruction.instructionClass() != InstructionClass.LOAD_STORE_REGISTER_OFFSET
                && encoding.hasField("Rm")
                && random.nextBoolean()) {
            // A structure's own length is added to the base, rather than a register.
            word = encoding.field("Rm").insert(word, 31);
        }
        int base = encoding.field("Rn").of(word);
        long offset = offset(instruction, word, scale(instruction, word), registers);
        if (encoding.hasField("Rt") && !instruction.name().equals("CASP") && random.nextInt(8) == 0) {
            word = encoding.field("Rt").insert(word, 31);
        }
        if (random.nextInt(8) == 0 && offset % 16 == 0) {
            word = encoding.field("Rn").insert(word, 31);
            registers.put("sp", target - offset);
        } else {
            registers.put("x" + base, target - offset);
        }
        if (instruction.instructionClass() == InstructionClass.COMPARE_AND_SWAP && random.nextBoolean()) {
            expectMemory(encoding.field("Rs").of(word), target, instruction, word, registers);
        }
        if (instruction.instructionClass() == InstructionClass.LOAD_STORE_EXCLUSIVE
                && instruction.name().startsWith("ST")
                && random.nextInt(4) != 0) {
            words.add(matchingLoad(instruction, word, free));
        }
        words.add(word);
    }

    private List<Integer> distinctRegisters(boolean even) {
        List<Integer> registers = new ArrayList<>();
        for (int i = 0; i < 30; i += even ? 2 : 1) {
            registers.add(random.nextInt(registers.size() + 1), i);
        }
        return registers;
    }

    /** The logarithm of the bytes that an immediate or shifted offset counts. */
    private static int scale(Instruction instruction, int word) {
        boolean vector = instruction.feature() == Feature.ADVANCED_SIMD;
        if (instruction.instructionClass() == InstructionClass.LOAD_STORE_PAIR) {
            return vector ? 2 + (word >>> 30) : 2 + (word >>> 31);
        }
        return (word >>> 30) + (vector && Fields.bit(word, 23) ? 4 : 0);
    }

    private long offset(Instruction instruction, int word, int scale, Map<String, Long> registers) {
        return switch (instruction.instructionClass()) {
            case LOAD_STORE_UNSIGNED_IMMEDIATE -> (long) Fields.bits(word, 10, 12) << scale;
            case LOAD_STORE_UNSCALED_IMMEDIATE, LOAD_STORE_PRE_INDEXED, LOAD_STORE_UNPRIVILEGED ->
                Fields.signedBits(word, 12, 9);
            case LOAD_STORE_ORDERED -> instruction.encoding().hasField("imm9") ? Fields.signedBits(word, 12, 9) : 0;
            case LOAD_STORE_PAIR -> Fields.bits(word, 23, 2) == 1 ? 0 : Fields.signedBits(word, 15, 7) << scale;
            case LOAD_STORE_REGISTER_OFFSET -> registerOffset(word, scale, registers);
            default -> 0;
        };
    }

    private long registerOffset(int word, int scale, Map<String, Long> registers) {
        int option = Fields.bits(word, 13, 3);
        boolean signed = option != 0b010;
        long offset = random.nextLong(32) - (signed ? 16 : 0);
        boolean isWord = (option & 1) == 0;
        long garbage = (long) random.nextInt() << 32;
        registers.put("x" + Fields.rm(word), isWord ? garbage | (offset & 0xFFFF_FFFFL) : offset);
        return offset << (Fields.bit(word, 12) ? scale : 0);
    }

    /** Sets the register that a compare-and-swap compares to what memory holds. */
    private static void expectMemory(
            int register, long target, Instruction instruction, int word, Map<String, Long> registers) {
        boolean pair = instruction.name().equals("CASP");
        int bytes = pair ? 4 << (word >>> 30) : 1 << (word >>> 30);
        registers.put("x" + register, initialValue(target, bytes));
        if (pair) {
            registers.put("x" + (register + 1), initialValue(target + bytes, bytes));
        }
    }

    private static long initialValue(long address, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (initialByte((int) (address - DATA) + i) & 0xFFL) << (8 * i);
        }
        return value;
    }

    /** The load-exclusive that a store-exclusive needs before it, of the same address, into registers of its own. */
    private int matchingLoad(Instruction store, int word, List<Integer> free) {
        String name = store.name().replace("STLX", "LDAX").replace("STX", "LDX");
        Instruction load = InstructionTable.instructions().stream()
                .filter(candidate ->
                        candidate.name().equals(name) && candidate.encoding().value() >>> 30 == word >>> 30)
                .findFirst()
                .orElseThrow();
        Encoding encoding = load.encoding();
        int loading = encoding.value() | (~encoding.mask() & 0x001F_7C00);
        loading = encoding.field("Rn").insert(loading, Fields.rn(word));
        loading = encoding.field("Rt").insert(loading, free.removeFirst());
        return encoding.hasField("Rt2") ? encoding.field("Rt2").insert(loading, free.removeFirst()) : loading;
    }
}
