package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Floating-point operations over the elements of one vector (Arm ARM C4.1, across lanes and scalar pairwise). */
public final class FloatingPointReductions {
    private static final FloatingPointFormat HALF = FloatingPointFormat.HALF;
    private static final FloatingPointFormat SINGLE = FloatingPointFormat.SINGLE;

    private FloatingPointReductions() {}

    public static List<Instruction> scalarPairwise() {
        return Stream.of(
                        pairwise("FMAXNMP", 0, "01100", FloatingPointComparison::maximumNumber),
                        pairwise("FADDP", 0, "01101", FloatingPointArithmetic::add),
                        pairwise("FMAXP", 0, "01111", FloatingPointComparison::maximum),
                        pairwise("FMINNMP", 1, "01100", FloatingPointComparison::minimumNumber),
                        pairwise("FMINP", 1, "01111", FloatingPointComparison::minimum))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> pairwise(
            String name, int a, String opcode, FloatingPointOperation.OfTwo operation) {
        return FloatingPointType.each(type -> VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_PAIRWISE,
                        name,
                        "01 %s 11000 %s 10 Rn:5 Rd:5".formatted(pairSize(type, a), opcode))
                .feature(type.vectorFeature())
                .assembly(type.scalarTemplate("%s <d>, <Vn.2%s>"
                        .formatted(name.toLowerCase(Locale.ROOT), type.letter().toUpperCase(Locale.ROOT))))
                .semantics((element, word) -> {
                    VectorRegisters vectors = element.vectors();
                    int n = Fields.rn(word);
                    long result = operation.apply(
                            type.format(),
                            vectors.element(n, 0, type.size()),
                            vectors.element(n, 1, type.size()),
                            element.floatingPoint());
                    vectors.setScalar(Fields.rd(word), result);
                }));
    }

    /** U to size. */
    private static String pairSize(FloatingPointType type, int a) {
        return switch (type) {
            case HALF -> "0 11110 " + a + "0";
            case SINGLE -> "1 11110 " + a + "0";
            case DOUBLE -> "1 11110 " + a + "1";
        };
    }

    public static List<Instruction> acrossLanes() {
        return Stream.of(
                        acrossLanes("FMAXNMV", 0, "01100", FloatingPointComparison::maximumNumber),
                        acrossLanes("FMAXV", 0, "01111", FloatingPointComparison::maximum),
                        acrossLanes("FMINNMV", 1, "01100", FloatingPointComparison::minimumNumber),
                        acrossLanes("FMINV", 1, "01111", FloatingPointComparison::minimum))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> acrossLanes(
            String name, int a, String opcode, FloatingPointOperation.OfTwo operation) {
        String mnemonic = name.toLowerCase(Locale.ROOT);
        return Stream.of(
                VectorInstruction.declare(
                                InstructionClass.SIMD_ACROSS_LANES,
                                name,
                                "0 Q 0 01110 %d0 11000 %s 10 Rn:5 Rd:5".formatted(a, opcode))
                        .feature(FloatingPointType.HALF.vectorFeature())
                        .assembly(mnemonic + " <Hd>, <Vn.xH>")
                        .semantics((element, word) -> {
                            VectorRegisters vectors = element.vectors();
                            FloatingPointStatus status = element.floatingPoint();
                            int n = Fields.rn(word);
                            long low = ofHalves(operation, vectors.low(n), status);
                            long result = VectorForms.isWhole(word)
                                    ? operation.apply(HALF, low, ofHalves(operation, vectors.high(n), status), status)
                                    : low;
                            vectors.setScalar(Fields.rd(word), result);
                        }),
                VectorInstruction.declare(
                                InstructionClass.SIMD_ACROSS_LANES,
                                name,
                                "0 1 1 01110 %d0 11000 %s 10 Rn:5 Rd:5".formatted(a, opcode))
                        .assembly(mnemonic + " <Sd>, <Vn.4S>")
                        .semantics((element, word) -> {
                            VectorRegisters vectors = element.vectors();
                            FloatingPointStatus status = element.floatingPoint();
                            int n = Fields.rn(word);
                            long low = ofSingles(operation, vectors.low(n), status);
                            long high = ofSingles(operation, vectors.high(n), status);
                            vectors.setScalar(Fields.rd(word), operation.apply(SINGLE, low, high, status));
                        }));
    }

    private static long ofSingles(FloatingPointOperation.OfTwo operation, long half, FloatingPointStatus status) {
        return operation.apply(SINGLE, half & 0xFFFF_FFFFL, half >>> 32, status);
    }

    /** As the architecture does it: the result of each half first. */
    private static long ofHalves(FloatingPointOperation.OfTwo operation, long half, FloatingPointStatus status) {
        return operation.apply(
                HALF,
                operation.apply(HALF, half & 0xFFFF, half >>> 16 & 0xFFFF, status),
                operation.apply(HALF, half >>> 32 & 0xFFFF, half >>> 48, status),
                status);
    }
}
