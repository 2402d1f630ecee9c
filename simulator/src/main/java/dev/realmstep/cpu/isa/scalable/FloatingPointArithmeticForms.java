package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.floatingpoint.ReciprocalEstimate;
import dev.realmstep.cpu.floatingpoint.Scaling;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.FloatingPointImmediates;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Floating-point arithmetic of two vectors, or of one and a number (Arm ARM C4.1, SVE floating-point arithmetic). */
public final class FloatingPointArithmeticForms {
    /** The numbers that an immediate of one bit chooses from, as FMOV encodes them; zero, which it does not, as -1. */
    private static final int ZERO = -1;

    private static final int HALF = 0x60;
    private static final int ONE = 0x70;
    private static final int TWO = 0x00;

    private static final FloatingPointOperation.OfTwo ADD = FloatingPointArithmetic::add;
    private static final FloatingPointOperation.OfTwo SUBTRACT = FloatingPointArithmetic::subtract;
    private static final FloatingPointOperation.OfTwo SUBTRACT_REVERSED =
            (format, n, m, status) -> FloatingPointArithmetic.subtract(format, m, n, status);

    private FloatingPointArithmeticForms() {}

    public static List<Instruction> unpredicated() {
        return List.of(
                three("FADD", "000", ADD),
                three("FSUB", "001", SUBTRACT),
                three("FMUL", "010", FloatingPointArithmetic::multiply),
                three("FTSMUL", "011", (format, n, m, status) -> {
                    long square = FloatingPointArithmetic.multiply(format, n, n, status);
                    boolean signed = !format.isNaN(square) && (m & 1) != 0;
                    return signed ? format.negate(format.absolute(square)) : square;
                }),
                three("FRECPS", "110", FusedMultiplyAdd::reciprocalStep),
                three("FRSQRTS", "111", FusedMultiplyAdd::reciprocalSquareRootStep),
                estimate("FRECPE", "0", ReciprocalEstimate::reciprocal),
                estimate("FRSQRTE", "1", ReciprocalEstimate::reciprocalSquareRoot));
    }

    private static Instruction three(String name, String opcode, FloatingPointOperation.OfTwo operation) {
        return declare(InstructionClass.SVE_FLOATING_POINT_UNPREDICATED, name, "0 Zm:5 000 " + opcode + " Zn:5")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics(FloatingPointElements.three(operation));
    }

    private static Instruction estimate(String name, String opcode, FloatingPointOperation.OfOne operation) {
        return declare(InstructionClass.SVE_FLOATING_POINT_UNPREDICATED, name, "001 11" + opcode + " 001100 Zn:5")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>")
                .semantics(FloatingPointElements.two(operation));
    }

    private static Instruction.Builder declare(InstructionClass instructionClass, String name, String rest) {
        return ScalableInstruction.declare(instructionClass, name, "01100101 size:2 " + rest + " Zd:5")
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow);
    }

    public static List<Instruction> predicated() {
        List<Instruction> table = new ArrayList<>(List.of(
                merging("FADD", "0000", ADD),
                merging("FSUB", "0001", SUBTRACT),
                merging("FMUL", "0010", FloatingPointArithmetic::multiply),
                merging("FSUBR", "0011", SUBTRACT_REVERSED),
                merging("FMAXNM", "0100", FloatingPointComparison::maximumNumber),
                merging("FMINNM", "0101", FloatingPointComparison::minimumNumber),
                merging("FMAX", "0110", FloatingPointComparison::maximum),
                merging("FMIN", "0111", FloatingPointComparison::minimum),
                merging(
                        "FABD",
                        "1000",
                        (format, n, m, status) ->
                                format.absolute(FloatingPointArithmetic.subtract(format, n, m, status))),
                merging(
                        "FSCALE",
                        "1001",
                        (format, n, m, status) -> Scaling.scale(
                                format, n, m << (Long.SIZE - format.bits()) >> (Long.SIZE - format.bits()), status)),
                merging("FMULX", "1010", FloatingPointArithmetic::multiplyExtended),
                merging(
                        "FDIVR",
                        "1100",
                        (format, n, m, status) -> FloatingPointArithmetic.divide(format, m, n, status)),
                merging("FDIV", "1101", FloatingPointArithmetic::divide),
                trigonometricMultiplyAdd()));
        table.add(immediate("FADD", "000", HALF, ONE, ADD));
        table.add(immediate("FSUB", "001", HALF, ONE, SUBTRACT));
        table.add(immediate("FMUL", "010", HALF, TWO, FloatingPointArithmetic::multiply));
        table.add(immediate("FSUBR", "011", HALF, ONE, SUBTRACT_REVERSED));
        table.add(immediate("FMAXNM", "100", ZERO, ONE, FloatingPointComparison::maximumNumber));
        table.add(immediate("FMINNM", "101", ZERO, ONE, FloatingPointComparison::minimumNumber));
        table.add(immediate("FMAX", "110", ZERO, ONE, FloatingPointComparison::maximum));
        table.add(immediate("FMIN", "111", ZERO, ONE, FloatingPointComparison::minimum));
        return table;
    }

    private static Instruction merging(String name, String opcode, FloatingPointOperation.OfTwo operation) {
        return declare(
                        InstructionClass.SVE_FLOATING_POINT_PREDICATED,
                        name + " (vectors, predicated)",
                        "00 " + opcode + " 100 Pg:3 Zn:5")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>")
                .semantics(FloatingPointElements.merging(operation));
    }

    private static Instruction immediate(
            String name, String opcode, int clear, int set, FloatingPointOperation.OfTwo operation) {
        return declare(
                        InstructionClass.SVE_FLOATING_POINT_PREDICATED,
                        name + " (immediate)",
                        "011 " + opcode + " 100 Pg:3 0000 i1")
                .alias(assembly(name, clear), word -> !Fields.bit(word, 5))
                .assembly(assembly(name, set))
                .semantics((element, word) -> {
                    int immediate = Fields.bit(word, 5) ? set : clear;
                    FloatingPointElements.eachActive(element, word, (z, index, size) -> {
                        FloatingPointFormat format = FloatingPointElements.format(size);
                        long number = immediate == ZERO ? 0 : FloatingPointImmediates.expand(format, immediate);
                        long d = z.element(Fields.rd(word), index, size);
                        return operation.apply(format, d, number, element.floatingPoint());
                    });
                });
    }

    private static String assembly(String name, int immediate) {
        String number = switch (immediate) {
            case ZERO -> "0.0";
            case HALF -> "0.5";
            case ONE -> "1.0";
            default -> "2.0";
        };
        return name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, #" + number;
    }

    private static Instruction trigonometricMultiplyAdd() {
        return declare(InstructionClass.SVE_FLOATING_POINT_PREDICATED, "FTMAD", "010 imm3:3 100000 Zn:5")
                .assembly("ftmad <Zd.T>, <Zd.T>, <Zn.T>, #<d:imm3>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    FloatingPointFormat format = FloatingPointElements.format(size);
                    int power = Fields.bits(word, 16, 3);
                    for (int index = 0; index < z.elements(size); index++) {
                        long d = z.element(Fields.rd(word), index, size);
                        long m = z.element(Fields.rn(word), index, size);
                        long coefficient = format.isNegative(m)
                                ? TrigonometricCoefficients.cosine(power, size)
                                : TrigonometricCoefficients.sine(power, size);
                        long sum = FusedMultiplyAdd.multiplyAdd(
                                format, coefficient, d, format.absolute(m), element.floatingPoint());
                        z.setElement(Fields.rd(word), index, size, sum);
                    }
                });
    }
}
