package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.FormatConversion;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;

/** Conversions between vectors of different precision, which take half a register at the narrow end. */
public final class FloatingPointPrecision {
    private FloatingPointPrecision() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("FCVTL", 0, "00", "10111")
                        .assembly("fcvtl<2> <Vd.4S>, <Vn.xH>")
                        .semantics(lengthen(FloatingPointFormat.HALF, FloatingPointFormat.SINGLE)),
                declare("FCVTL", 0, "01", "10111")
                        .assembly("fcvtl<2> <Vd.2D>, <Vn.xS>")
                        .semantics(lengthen(FloatingPointFormat.SINGLE, FloatingPointFormat.DOUBLE)),
                declare("FCVTN", 0, "00", "10110")
                        .assembly("fcvtn<2> <Vd.xH>, <Vn.4S>")
                        .semantics(narrow(FloatingPointFormat.SINGLE, FloatingPointFormat.HALF)),
                declare("FCVTN", 0, "01", "10110")
                        .assembly("fcvtn<2> <Vd.xS>, <Vn.2D>")
                        .semantics(narrow(FloatingPointFormat.DOUBLE, FloatingPointFormat.SINGLE)),
                declare("FCVTXN", 1, "01", "10110")
                        .assembly("fcvtxn<2> <Vd.xS>, <Vn.2D>")
                        .semantics((element, word) -> {
                            FloatingPointStatus status = element.floatingPoint();
                            long low = toOddSingle(element.vectors().low(Fields.rn(word)), status);
                            long high = toOddSingle(element.vectors().high(Fields.rn(word)), status);
                            setNarrow(element.vectors(), word, high << 32 | low);
                        }),
                declare("BFCVTN", 0, "10", "10110")
                        .feature(Feature.BF16)
                        .assembly("bfcvtn<2> <Vd.xH>, <Vn.4S>")
                        .semantics(narrow(FloatingPointFormat.SINGLE, FloatingPointFormat.BRAIN)),
                VectorInstruction.declare(
                                InstructionClass.SIMD_SCALAR_TWO_REGISTER_MISCELLANEOUS,
                                "FCVTXN",
                                "01 1 11110 01 10000 10110 10 Rn:5 Rd:5")
                        .assembly("fcvtxn <Sd>, <Dn>")
                        .semantics((element, word) -> element.vectors()
                                .setScalar(
                                        Fields.rd(word),
                                        toOddSingle(element.vectors().low(Fields.rn(word)), element.floatingPoint()))));
    }

    private static Instruction.Builder declare(String name, int u, String size, String opcode) {
        return VectorInstruction.declare(
                InstructionClass.SIMD_TWO_REGISTER_MISCELLANEOUS,
                name,
                "0 Q %d 01110 %s 10000 %s 10 Rn:5 Rd:5".formatted(u, size, opcode));
    }

    private static long toOddSingle(long number, FloatingPointStatus status) {
        return FormatConversion.convert(
                FloatingPointFormat.DOUBLE, FloatingPointFormat.SINGLE, number, Rounding.ODD, status);
    }

    /** The lower half of Vn, or with Q the upper one, to all of Vd. */
    private static Semantics lengthen(FloatingPointFormat from, FloatingPointFormat to) {
        return (element, word) -> {
            FloatingPointStatus status = element.floatingPoint();
            long narrow = element.vectors().half(Fields.rn(word), VectorForms.isWhole(word) ? 1 : 0);
            long low = convertAll(from, to, narrow & 0xFFFF_FFFFL, status);
            long high = convertAll(from, to, narrow >>> 32, status);
            element.vectors().set(Fields.rd(word), low, high);
        };
    }

    /** All of Vn to the lower half of Vd, or with Q to the upper one. */
    private static Semantics narrow(FloatingPointFormat from, FloatingPointFormat to) {
        return (element, word) -> {
            FloatingPointStatus status = element.floatingPoint();
            long low = convertAll(from, to, element.vectors().low(Fields.rn(word)), status);
            long high = convertAll(from, to, element.vectors().high(Fields.rn(word)), status);
            setNarrow(element.vectors(), word, high << 32 | low);
        };
    }

    private static void setNarrow(VectorRegisters vectors, int word, long value) {
        if (VectorForms.isWhole(word)) {
            vectors.setHalf(Fields.rd(word), 1, value);
        } else {
            vectors.setScalar(Fields.rd(word), value);
        }
    }

    /** Each number in the low bits, as many as fit into the result. */
    private static long convertAll(
            FloatingPointFormat from, FloatingPointFormat to, long numbers, FloatingPointStatus status) {
        int count = Long.SIZE / Math.max(from.bits(), to.bits());
        long result = 0;
        for (int i = 0; i < count; i++) {
            long number = numbers >>> (i * from.bits()) & -1L >>> -from.bits();
            result |= FormatConversion.convert(from, to, number, status) << (i * to.bits());
        }
        return result;
    }
}
