package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * FCADD and FCMLA: complex numbers, whose real part is an element of even index and whose imaginary part is the one after it
 * (FEAT_FCMA; it decides alone on half precision, too, as the machine has FEAT_FP16 besides).
 */
public final class FloatingPointComplex {
    private static final int REGISTER_BYTES = 16;

    private FloatingPointComplex() {}

    public static List<Instruction> vectors() {
        return FloatingPointType.each(type -> Stream.of(
                        declare("FCADD", type, "111 rotation 0")
                                .assembly(type.vectorTemplate("fcadd <d>, <n>, <m>, #<addRotation>"))
                                .semantics((element, word) -> add(type, element, word)),
                        declare("FCMLA", type, "110 rotation:2")
                                .assembly(type.vectorTemplate("fcmla <d>, <n>, <m>, #<rotation>"))
                                .semantics((element, word) -> multiplyAdd(type, element, word))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction.Builder declare(String name, FloatingPointType type, String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_REGISTER_EXTENSION,
                        name,
                        "0 %s 1 01110 %s 0 Rm:5 %s 1 Rn:5 Rd:5".formatted(type.q(), size(type), opcode))
                .feature(Feature.FCMA);
    }

    public static List<Instruction> byElement() {
        return List.of(
                declareByElement(FloatingPointType.HALF, "Q", "L")
                        // With four elements there are but two complex numbers.
                        .allocatedWhen(word -> VectorForms.isWhole(word) || !Fields.bit(word, 11))
                        .assembly("fcmla <Vd.xH>, <Vn.xH>, <indexedComplexM>, #<indexedRotation>")
                        .semantics((element, word) -> multiplyAddByElement(
                                FloatingPointType.HALF,
                                element,
                                word,
                                Fields.bits(word, 11, 1) << 1 | Fields.bits(word, 21, 1))),
                declareByElement(FloatingPointType.SINGLE, "1", "0")
                        .assembly("fcmla <Vd.4S>, <Vn.4S>, <indexedComplexM>, #<indexedRotation>")
                        .semantics((element, word) -> multiplyAddByElement(
                                FloatingPointType.SINGLE, element, word, Fields.bits(word, 11, 1))));
    }

    private static Instruction.Builder declareByElement(FloatingPointType type, String q, String l) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        "FCMLA",
                        "0 %s 1 01111 %s %s Rm:5 0 rotation:2 1 H 0 Rn:5 Rd:5".formatted(q, size(type), l))
                .feature(Feature.FCMA);
    }

    private static String size(FloatingPointType type) {
        return switch (type) {
            case HALF -> "01";
            case SINGLE -> "10";
            case DOUBLE -> "11";
        };
    }

    /** How many complex numbers an instruction works on. */
    private static int count(FloatingPointType type, int word) {
        return (REGISTER_BYTES >> type.size() >> 1) >> (VectorForms.isWhole(word) ? 0 : 1);
    }

    private static void add(FloatingPointType type, ProcessingElement element, int word) {
        VectorRegisters vectors = element.vectors();
        FloatingPointStatus status = element.floatingPoint();
        FloatingPointFormat format = type.format();
        boolean byThreeQuarters = Fields.bit(word, 12);
        int size = type.size();
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        int d = Fields.rd(word);
        for (int i = 0; i < count(type, word); i++) {
            long real = vectors.element(m, 2 * i, size);
            long imaginary = vectors.element(m, 2 * i + 1, size);
            long toReal = byThreeQuarters ? imaginary : format.negate(imaginary);
            long toImaginary = byThreeQuarters ? format.negate(real) : real;
            long sum = FloatingPointArithmetic.add(format, vectors.element(n, 2 * i, size), toReal, status);
            long imaginarySum =
                    FloatingPointArithmetic.add(format, vectors.element(n, 2 * i + 1, size), toImaginary, status);
            vectors.setElement(d, 2 * i, size, sum);
            vectors.setElement(d, 2 * i + 1, size, imaginarySum);
        }
        clearUnused(vectors, word);
    }

    private static void multiplyAdd(FloatingPointType type, ProcessingElement element, int word) {
        VectorRegisters vectors = element.vectors();
        int m = Fields.rm(word);
        for (int i = 0; i < count(type, word); i++) {
            long real = vectors.element(m, 2 * i, type.size());
            long imaginary = vectors.element(m, 2 * i + 1, type.size());
            multiplyAdd(type, element, word, i, real, imaginary, Fields.bits(word, 11, 2));
        }
        clearUnused(vectors, word);
    }

    private static void multiplyAddByElement(FloatingPointType type, ProcessingElement element, int word, int index) {
        VectorRegisters vectors = element.vectors();
        long real = vectors.element(Fields.rm(word), 2 * index, type.size());
        long imaginary = vectors.element(Fields.rm(word), 2 * index + 1, type.size());
        for (int i = 0; i < count(type, word); i++) {
            multiplyAdd(type, element, word, i, real, imaginary, Fields.bits(word, 13, 2));
        }
        clearUnused(vectors, word);
    }

    /**
     * Adds half of a complex product, by one of the parts of Vn.
     *
     * @param index of the complex number in Vn and Vd
     * @param rotation in quarters
     */
    private static void multiplyAdd(
            FloatingPointType type,
            ProcessingElement element,
            int word,
            int index,
            long real,
            long imaginary,
            int rotation) {
        VectorRegisters vectors = element.vectors();
        FloatingPointFormat format = type.format();
        int size = type.size();
        int d = Fields.rd(word);
        boolean odd = (rotation & 1) != 0;
        long factor = vectors.element(Fields.rn(word), odd ? 2 * index + 1 : 2 * index, size);
        long toReal = odd ? imaginary : real;
        long toImaginary = odd ? real : imaginary;
        boolean negatesReal = rotation == 1 || rotation == 2;
        boolean negatesImaginary = rotation >= 2;
        long sum = FusedMultiplyAdd.multiplyAdd(
                format,
                vectors.element(d, 2 * index, size),
                factor,
                negatesReal ? format.negate(toReal) : toReal,
                element.floatingPoint());
        long imaginarySum = FusedMultiplyAdd.multiplyAdd(
                format,
                vectors.element(d, 2 * index + 1, size),
                factor,
                negatesImaginary ? format.negate(toImaginary) : toImaginary,
                element.floatingPoint());
        vectors.setElement(d, 2 * index, size, sum);
        vectors.setElement(d, 2 * index + 1, size, imaginarySum);
    }

    private static void clearUnused(VectorRegisters vectors, int word) {
        if (!VectorForms.isWhole(word)) {
            vectors.setHalf(Fields.rd(word), 1, 0);
        }
    }
}
