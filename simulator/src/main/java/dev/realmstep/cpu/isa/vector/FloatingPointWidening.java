package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** FMLAL and its kin: products of half-precision numbers that are summed in single precision (FEAT_FHM). */
public final class FloatingPointWidening {
    private static final long SIGNS_OF_HALVES = 0x8000_8000_8000_8000L;
    private static final List<Operation> OPERATIONS = List.of(
            new Operation("FMLAL", "0", "0", "11101", "0000", false, false),
            new Operation("FMLSL", "0", "1", "11101", "0100", false, true),
            new Operation("FMLAL2", "1", "0", "11001", "1000", true, false),
            new Operation("FMLSL2", "1", "1", "11001", "1100", true, true));

    /**
     * An instruction and its form by element.
     *
     * @param a bit 23 of the former
     * @param upper whether it takes the upper half of its numbers
     */
    private record Operation(
            String name, String u, String a, String opcode, String byElement, boolean upper, boolean subtracts) {}

    private FloatingPointWidening() {}

    public static List<Instruction> vectors() {
        return OPERATIONS.stream()
                .flatMap(row -> Stream.of(vector(row, false), vector(row, true)))
                .toList();
    }

    private static Instruction vector(Operation row, boolean whole) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_SAME,
                        row.name,
                        "0 %s %s 01110 %s 0 1 Rm:5 %s 1 Rn:5 Rd:5".formatted(whole ? 1 : 0, row.u, row.a, row.opcode))
                .feature(Feature.FHM)
                .assembly(template(row, whole) + (whole ? "<Vm.4H>" : "<Vm.2H>"))
                .semantics(multiplyAdd(row, (vectors, word) -> operand(vectors, Fields.rm(word), word, row.upper)));
    }

    public static List<Instruction> byElement() {
        return OPERATIONS.stream()
                .flatMap(row -> Stream.of(byElement(row, false), byElement(row, true)))
                .toList();
    }

    private static Instruction byElement(Operation row, boolean whole) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        row.name,
                        "0 %s %s 01111 10 L M Rm:4 %s H 0 Rn:5 Rd:5".formatted(whole ? 1 : 0, row.u, row.byElement))
                .feature(Feature.FHM)
                .assembly(template(row, whole) + "<indexedHalfM>")
                .semantics(multiplyAdd(
                        row,
                        (vectors, word) -> FloatingPointType.HALF.replicate(
                                FloatingPointType.HALF.indexedElement(vectors, word))));
    }

    private static String template(Operation row, boolean whole) {
        return row.name.toLowerCase(Locale.ROOT) + (whole ? " <Vd.4S>, <Vn.4H>, " : " <Vd.2S>, <Vn.2H>, ");
    }

    /** The half of a register's numbers that an instruction takes, in the low bits. */
    private static long operand(VectorRegisters vectors, int register, int word, boolean upper) {
        if (VectorForms.isWhole(word)) {
            return vectors.half(register, upper ? 1 : 0);
        }
        return upper ? vectors.low(register) >>> 32 : vectors.low(register);
    }

    private static Semantics multiplyAdd(Operation row, FloatingPointForms.Second second) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            int d = Fields.rd(word);
            long n = operand(vectors, Fields.rn(word), word, row.upper) ^ (row.subtracts ? SIGNS_OF_HALVES : 0);
            long m = second.of(vectors, word);
            int count = VectorForms.isWhole(word) ? 4 : 2;
            for (int i = 0; i < count; i++) {
                long sum = FusedMultiplyAdd.multiplyAddHalves(
                        vectors.element(d, i, 2),
                        n >>> (16 * i) & 0xFFFF,
                        m >>> (16 * i) & 0xFFFF,
                        element.floatingPoint());
                vectors.setElement(d, i, 2, sum);
            }
            if (count == 2) {
                vectors.setHalf(d, 1, 0);
            }
        };
    }
}
