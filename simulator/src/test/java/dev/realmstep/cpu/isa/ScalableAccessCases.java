package dev.realmstep.cpu.isa;

import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets the registers of one load or store of SVE so that it lands in the data area, or for those that may fault, partly behind it. */
final class ScalableAccessCases {
    static final Set<InstructionClass> CLASSES =
            EnumSet.range(InstructionClass.SVE_GATHER, InstructionClass.SVE_SCATTER);

    private static final long END = SemanticsCases.DATA + SemanticsCases.DATA_BYTES;
    /** Far from both ends, and from those of its page. */
    private static final long MIDDLE = SemanticsCases.DATA + 0x2400;

    private static final long NOWHERE = 0x1000;
    private static final int SPREAD = 0x100;
    /** Active in a predicate for elements of any size. */
    private static final long TWO_ELEMENTS = 0x101;
    /** The vector of offsets or addresses, as it stands in brackets. */
    private static final Pattern ADDRESS_VECTOR = Pattern.compile("\\[.*?z(\\d+)\\.([sd])");

    private final Random random;
    private final Map<String, Long> registers;
    private final int length;

    /** @param length of vectors in bytes */
    ScalableAccessCases(Random random, Map<String, Long> registers, int length) {
        this.random = random;
        this.registers = registers;
        this.length = length;
    }

    /** The word, with other registers where some must differ. */
    int add(Instruction instruction, int word) {
        Encoding encoding = instruction.encoding();
        int changed = word;
        if (encoding.hasField("Rn") && encoding.hasField("Rm") && Fields.rm(word) != 31) {
            changed = encoding.field("Rm").insert(word, (Fields.rn(word) + 1 + random.nextInt(20)) % 31);
        }
        boolean firstFault = instruction.name().startsWith("LDFF1");
        boolean mayFault = firstFault || instruction.name().startsWith("LDNF1");
        if (mayFault && !firstFault) {
            // More than one: QEMU 7.2 does not load the only active element of a non-fault load.
            registers.put(
                    "p%d.0".formatted(Fields.bits(word, 10, 3)), (random.nextLong() & lengthMask()) | TWO_ELEMENTS);
        }
        if (firstFault) {
            registers.merge("p%d.0".formatted(Fields.bits(word, 10, 3)), 1L, (given, first) -> given | first);
        }
        if (encoding.hasField("Rm") && Fields.rm(changed) != 31) {
            registers.put("x" + Fields.rm(changed), spread() - SPREAD / 2);
        }
        Matcher vector = ADDRESS_VECTOR.matcher(instruction.disassemble(changed, 0));
        if (vector.find()) {
            addVector(
                    instruction,
                    changed,
                    Integer.parseInt(vector.group(1)),
                    vector.group(2).equals("s") ? 2 : 3);
        }
        if (encoding.hasField("Rn")) {
            boolean atEnd = mayFault && !encoding.hasField("Zm") && random.nextInt(3) != 0;
            // At the end aligned: QEMU 7.2 lets a non-fault load fault whose first element lies on both sides of it.
            long end = END - 8 - 8L * random.nextInt(length / 8);
            addBase(instruction, changed, atEnd ? end : MIDDLE + spread());
        }
        return changed;
    }

    private long lengthMask() {
        return -1L >>> (Long.SIZE - length);
    }

    /** Every access is aligned, as Device memory demands, which all is without translation. */
    private long spread() {
        return 8L * random.nextInt(SPREAD / 8);
    }

    private void addBase(Instruction instruction, int word, long target) {
        long base = target;
        Encoding encoding = instruction.encoding();
        if (encoding.hasField("imm9h")) {
            long offset = Fields.signedBits(word, 16, 6) << 3 | Fields.bits(word, 10, 3);
            base = (target & -16) - offset * (encoding.hasField("Pt") ? length / 8 : length);
        } else if (instruction.name().startsWith("LDNF1")) {
            // The vector in memory is at most as long as that in the register.
            base -= Fields.signedBits(word, 16, 4) * length;
        } else if (instruction.name().startsWith("LDFF1") && encoding.hasField("Rm")) {
            registers.computeIfPresent("x" + Fields.rm(word), (name, value) -> 0L);
        }
        if (Fields.rn(word) == 31) {
            registers.put("sp", base & -16);
        } else {
            registers.put("x" + Fields.rn(word), base);
        }
    }

    /** Offsets of both signs where the instruction has them, or addresses. */
    private void addVector(Instruction instruction, int word, int register, int size) {
        Encoding encoding = instruction.encoding();
        boolean addresses = encoding.hasField("Zn");
        boolean unsigned = encoding.hasField("xs") && encoding.field("xs").of(word) == 0;
        boolean mayFault = instruction.name().startsWith("LDFF1");
        for (int i = 0; i < length / Long.BYTES; i++) {
            long value = 0;
            for (int bit = 0; bit < Long.SIZE; bit += 8 << size) {
                long element = addresses ? MIDDLE + spread() : spread() - (unsigned ? 0 : SPREAD / 2);
                if (mayFault && i + bit > 0 && random.nextInt(8) == 0) {
                    element = addresses ? NOWHERE : SemanticsCases.DATA_BYTES;
                }
                if (encoding.hasField("xs") && size == 3) {
                    element = (element & 0xFFFF_FFFFL) | (long) random.nextInt() << 32;
                }
                value |= (size == 3 ? element : element & 0xFFFF_FFFFL) << bit;
            }
            registers.put("v%d.%d".formatted(register, i), value);
        }
    }
}
