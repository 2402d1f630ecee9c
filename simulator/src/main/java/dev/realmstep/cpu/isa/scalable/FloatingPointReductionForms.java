package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One number from the active elements of a vector (Arm ARM C4.1, SVE floating-point reduction). */
public final class FloatingPointReductionForms {
    private FloatingPointReductionForms() {}

    /** What stands for an element that is not active. */
    @FunctionalInterface
    private interface Identity {
        long of(FloatingPointFormat format);
    }

    public static List<Instruction> instructions() {
        return List.of(
                reduction("FADDV", "000", format -> 0, FloatingPointArithmetic::add),
                reduction("FMAXNMV", "100", FloatingPointFormat::defaultNaN, FloatingPointComparison::maximumNumber),
                reduction("FMINNMV", "101", FloatingPointFormat::defaultNaN, FloatingPointComparison::minimumNumber),
                reduction("FMAXV", "110", format -> format.infinity(true), FloatingPointComparison::maximum),
                reduction("FMINV", "111", format -> format.infinity(false), FloatingPointComparison::minimum),
                declare("FADDA", "011 000")
                        .assembly("fadda <Sd.T>, <Pg>, <Sd.T>, <Zn.T>")
                        .semantics(FloatingPointReductionForms::addInOrder));
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_REDUCTION,
                        name,
                        "01100101 size:2 " + opcode + " 001 Pg:3 Zn:5 Rd:5")
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow);
    }

    private static Instruction reduction(
            String name, String opcode, Identity identity, FloatingPointOperation.OfTwo operation) {
        return declare(name, "000 " + opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Sd.T>, <Pg>, <Zn.T>")
                .semantics((element, word) -> reduce(element, word, identity, operation));
    }

    /** As the architecture does it: the results of both halves of a number of elements that is a power of two. */
    private static void reduce(
            ProcessingElement element, int word, Identity identity, FloatingPointOperation.OfTwo operation) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        FloatingPointFormat format = FloatingPointElements.format(size);
        int elements = z.elements(size);
        long[] numbers = new long[Integer.highestOneBit(2 * elements - 1)];
        Arrays.fill(numbers, identity.of(format));
        for (int index = 0; index < elements; index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                numbers[index] = z.element(Fields.rn(word), index, size);
            }
        }
        long result = reduce(numbers, 0, numbers.length, format, operation, element.floatingPoint());
        element.vectors().setScalar(Fields.rd(word), result);
    }

    private static long reduce(
            long[] numbers,
            int from,
            int count,
            FloatingPointFormat format,
            FloatingPointOperation.OfTwo operation,
            FloatingPointStatus status) {
        if (count == 1) {
            return numbers[from];
        }
        int half = count / 2;
        long low = reduce(numbers, from, half, format, operation, status);
        long high = reduce(numbers, from + half, half, format, operation, status);
        return operation.apply(format, low, high, status);
    }

    private static void addInOrder(ProcessingElement element, int word) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        FloatingPointFormat format = FloatingPointElements.format(size);
        long sum = z.element(Fields.rd(word), 0, size);
        for (int index = 0; index < z.elements(size); index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                long number = z.element(Fields.rn(word), index, size);
                sum = FloatingPointArithmetic.add(format, sum, number, element.floatingPoint());
            }
        }
        element.vectors().setScalar(Fields.rd(word), sum);
    }
}
