package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Products in floating point that are added to a third vector, or whose factor is one element (Arm ARM C4.1, SVE floating-point multiply-add). */
public final class FloatingPointMultiplyAdd {
    private FloatingPointMultiplyAdd() {}

    public static List<Instruction> predicated() {
        List<Instruction> table = new ArrayList<>();
        addPair(table, "FMLA", "FMAD", 0, false, false);
        addPair(table, "FMLS", "FMSB", 1, true, false);
        addPair(table, "FNMLA", "FNMAD", 2, true, true);
        addPair(table, "FNMLS", "FNMSB", 3, false, true);
        return table;
    }

    /** The instruction that writes the addend, and the one that writes a factor. */
    private static void addPair(
            List<Instruction> table,
            String name,
            String writingFactor,
            int opcode,
            boolean negatesProduct,
            boolean negatesAddend) {
        FloatingPointOperation.OfThree sum = (format, a, n, m, status) -> FusedMultiplyAdd.multiplyAdd(
                format, negatesAddend ? format.negate(a) : a, negatesProduct ? format.negate(n) : n, m, status);
        table.add(declare(name, "1 Zm:5 0%s Pg:3 Zn:5".formatted(bits(opcode)))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>, <Zm.T>")
                .semantics(FloatingPointElements.mergingThree(sum)));
        table.add(declare(writingFactor, "1 Za:5 1%s Pg:3 Zn:5".formatted(bits(opcode)))
                .assembly(writingFactor.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>, <Za.T>")
                .semantics(FloatingPointElements.mergingThree(
                        (format, d, m, a, status) -> sum.apply(format, a, d, m, status))));
    }

    private static String bits(int opcode) {
        return Encoding.bits(opcode, 2);
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_MULTIPLY_ADD, name, "01100101 size:2 " + rest + " Zd:5")
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow);
    }

    public static List<Instruction> indexed() {
        List<Instruction> table = new ArrayList<>();
        for (IndexedFactor factor : IndexedFactor.values()) {
            table.add(indexed("FMLA", "000000", factor, FusedMultiplyAdd::multiplyAdd));
            table.add(indexed(
                    "FMLS",
                    "000001",
                    factor,
                    (format, a, n, m, status) -> FusedMultiplyAdd.multiplyAdd(format, a, format.negate(n), m, status)));
            table.add(indexed(
                    "FMUL",
                    "001000",
                    factor,
                    (format, a, n, m, status) -> FloatingPointArithmetic.multiply(format, n, m, status)));
        }
        return table;
    }

    private static Instruction indexed(
            String name, String opcode, IndexedFactor factor, FloatingPointOperation.OfThree operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_INDEXED,
                        name + " (indexed)",
                        "01100100 %s %s Zn:5 Zd:5".formatted(factor.pattern(), opcode))
                .assembly("%s <Zd.%s>, <Zn.%s>, %s"
                        .formatted(name.toLowerCase(Locale.ROOT), factor.letter(), factor.letter(), factor.assembly()))
                .semantics((element, word) -> multiplyByElement(element, word, factor, operation));
    }

    private static void multiplyByElement(
            ProcessingElement element, int word, IndexedFactor factor, FloatingPointOperation.OfThree operation) {
        ScalableRegisters z = element.scalable();
        FloatingPointStatus status = element.floatingPoint();
        int size = factor.size();
        FloatingPointFormat format = FloatingPointElements.format(size);
        int d = Fields.rd(word);
        long[] m = z.vector(factor.register(word));
        int perSegment = 16 >> size;
        for (int index = 0; index < z.elements(size); index++) {
            int at = index / perSegment * perSegment + factor.index(word);
            long second = VectorWords.element(m, at, size);
            long sum = operation.apply(
                    format, z.element(d, index, size), z.element(Fields.rn(word), index, size), second, status);
            z.setElement(d, index, size, sum);
        }
    }
}
