package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.vector.ModifiedImmediate;

/** Advanced SIMD and cryptographic instructions; what saturates, rounds or is rare is left to the interpreter. */
final class VectorInstructions {
    private static final int NONE = VectorArithmetic.NONE;
    private static final int WHOLE = 128;
    private static final int DOUBLEWORD = 3;
    /** NOT has an opcode where others have a size. */
    private static final int BITWISE_SIZE = 0;

    private final BlockCode code;
    private final VectorCode v;
    private final VectorArithmetic arithmetic;
    private final VectorLengths lengths;
    private final VectorPermutations permutations;
    private final VectorFloatingPoint floatingPoint;

    /** @param plain FPCR asks for nothing that the host does not do by itself */
    VectorInstructions(BlockCode code, boolean plain) {
        this.code = code;
        this.v = new VectorCode(code);
        this.arithmetic = new VectorArithmetic(v);
        this.lengths = new VectorLengths(v, arithmetic);
        this.permutations = new VectorPermutations(v);
        this.floatingPoint = new VectorFloatingPoint(v, plain);
    }

    void lower(Instruction instruction, int word) {
        if (!lowers(instruction, word)) {
            code.interpret();
        }
    }

    private boolean lowers(Instruction instruction, int word) {
        String name = instruction.name();
        int width = VectorCode.width(word);
        return switch (instruction.instructionClass()) {
            case SIMD_THREE_SAME ->
                set(word, width, arithmetic.threeSame(name, VectorCode.size(word), width, word))
                        || floatingPoint.threeSame(name, width, word);
            case SIMD_SCALAR_THREE_SAME ->
                set(word, Long.SIZE, scalarThreeSame(name, word)) || floatingPoint.scalarThreeSame(name, word);
            case SIMD_TWO_REGISTER_MISCELLANEOUS ->
                set(word, width, arithmetic.twoRegister(name, twoRegisterSize(name, word), word))
                        || changesLength(name, word)
                        || floatingPoint.twoRegister(name, width, word);
            case SIMD_SCALAR_TWO_REGISTER_MISCELLANEOUS ->
                set(word, Long.SIZE, scalarTwoRegister(name, word)) || floatingPoint.scalarTwoRegister(name, word);
            case SIMD_SHIFT_BY_IMMEDIATE -> lengths.shift(name, width, word);
            case SIMD_SCALAR_SHIFT_BY_IMMEDIATE -> isDoubleword(word) && lengths.shift(name, Long.SIZE, word);
            case SIMD_THREE_DIFFERENT -> lengths.threeDifferent(name, word);
            case SIMD_VECTOR_X_INDEXED_ELEMENT ->
                floatingPoint.byElement(name, width, word) || (name.indexOf(' ') > 0 && lengths.byElement(name, word));
            case SIMD_SCALAR_X_INDEXED_ELEMENT -> floatingPoint.scalarByElement(name, word);
            case SIMD_ACROSS_LANES -> acrossLanes(name, width, word);
            case SIMD_SCALAR_PAIRWISE -> pairwise(name, word) || floatingPoint.scalarPairwise(name, word);
            case SIMD_COPY -> permutations.copy(name, word);
            case SIMD_TABLE_LOOKUP -> permutations.lookUp(name, word);
            case SIMD_MODIFIED_IMMEDIATE -> immediate(name, width, word);
            case CRYPTOGRAPHIC_AES -> encrypt(name, word);
            default -> lowersAlways(instruction, word);
        };
    }

    /** Classes all of whose instructions are lowered. */
    private boolean lowersAlways(Instruction instruction, int word) {
        switch (instruction.instructionClass()) {
            case SIMD_PERMUTE -> permutations.permute(instruction.name(), word);
            case SIMD_EXTRACT -> permutations.extract(word);
            case SIMD_SCALAR_COPY -> permutations.copyScalar(word);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean set(int word, int width, int result) {
        if (result == NONE) {
            return false;
        }
        v.set(Fields.rd(word), width, result);
        return true;
    }

    private static int twoRegisterSize(String name, int word) {
        return name.equals("NOT") ? BITWISE_SIZE : VectorCode.size(word);
    }

    private boolean changesLength(String name, int word) {
        int size = VectorCode.size(word);
        switch (name) {
            case "XTN" -> lengths.narrow(size, Fields.rn(word), word);
            case "SHLL" -> lengths.shiftLong(size, word);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int scalarThreeSame(String name, int word) {
        return VectorCode.size(word) == DOUBLEWORD ? arithmetic.threeSame(name, DOUBLEWORD, WHOLE, word) : NONE;
    }

    private int scalarTwoRegister(String name, int word) {
        return VectorCode.size(word) == DOUBLEWORD ? arithmetic.twoRegister(name, DOUBLEWORD, word) : NONE;
    }

    /** The highest bit of immh: shifts of scalars that keep all bits are of doublewords only. */
    private static boolean isDoubleword(int word) {
        return Fields.bit(word, 22);
    }

    private boolean acrossLanes(String name, int width, int word) {
        int size = VectorCode.size(word);
        int longer = name.endsWith("LV") ? 1 : 0;
        return set(word, VectorCode.bits(size + longer), arithmetic.acrossLanes(name, size, width, word));
    }

    private boolean pairwise(String name, int word) {
        if (!name.startsWith("ADDP")) {
            return false;
        }
        int n = Fields.rn(word);
        v.set(Fields.rd(word), Long.SIZE, v.add(DOUBLEWORD, n, v.highHalf(n)));
        return true;
    }

    private boolean immediate(String name, int width, int word) {
        int d = Fields.rd(word);
        switch (name) {
            case "MOVI" -> v.set(d, width, v.constant(ModifiedImmediate.expand(word)));
            case "MVNI" -> v.set(d, width, v.constant(~ModifiedImmediate.expand(word)));
            case "ORR" -> v.set(d, width, v.or(d, v.constant(ModifiedImmediate.expand(word))));
            case "BIC" -> v.set(d, width, v.andNot(d, v.constant(ModifiedImmediate.expand(word))));
            default -> {
                return floatingPoint.immediate(width, word);
            }
        }
        return true;
    }

    private boolean encrypt(String name, int word) {
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int result = switch (name) {
            case "AESE" -> v.apply(Opcode.VECTOR_AES_SUBSTITUTE, 0, v.exclusiveOr(d, n));
            case "AESD" -> v.apply(Opcode.VECTOR_AES_SUBSTITUTE_INVERSE, 0, v.exclusiveOr(d, n));
            case "AESMC" -> v.apply(Opcode.VECTOR_AES_MIX, 0, n);
            default -> v.apply(Opcode.VECTOR_AES_MIX_INVERSE, 0, n);
        };
        return set(word, WHOLE, result);
    }
}
