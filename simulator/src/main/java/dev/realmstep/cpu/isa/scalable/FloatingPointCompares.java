package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;

/** Comparisons of floating-point numbers whose result is a predicate (Arm ARM C4.1, SVE floating-point compare). */
public final class FloatingPointCompares {
    private static final int UNORDERED = 0b0011;

    private static final Relation EQUAL = FloatingPointComparison::isEqual;
    private static final Relation NOT_EQUAL =
            (format, n, m, status) -> !FloatingPointComparison.isEqual(format, n, m, status);
    private static final Relation GREATER = FloatingPointComparison::isGreater;
    private static final Relation GREATER_OR_EQUAL = FloatingPointComparison::isGreaterOrEqual;

    @FunctionalInterface
    private interface Relation {
        boolean holds(FloatingPointFormat format, long n, long m, FloatingPointStatus status);
    }

    private FloatingPointCompares() {}

    public static List<Instruction> instructions() {
        return List.of(
                vectors("FCMGE", "010", 0, GREATER_OR_EQUAL),
                vectors("FCMGT", "010", 1, GREATER),
                vectors("FCMEQ", "011", 0, EQUAL),
                vectors("FCMNE", "011", 1, NOT_EQUAL),
                vectors(
                        "FCMUO",
                        "110",
                        0,
                        (format, n, m, status) ->
                                FloatingPointComparison.compare(format, n, m, false, status) == UNORDERED),
                vectors("FACGE", "110", 1, ofMagnitudes(GREATER_OR_EQUAL)),
                vectors("FACGT", "111", 1, ofMagnitudes(GREATER)),
                zero("FCMGE", "00", 0, GREATER_OR_EQUAL),
                zero("FCMGT", "00", 1, GREATER),
                zero("FCMLT", "01", 0, (format, n, m, status) -> GREATER.holds(format, m, n, status)),
                zero("FCMLE", "01", 1, (format, n, m, status) -> GREATER_OR_EQUAL.holds(format, m, n, status)),
                zero("FCMEQ", "10", 0, EQUAL),
                zero("FCMNE", "11", 0, NOT_EQUAL));
    }

    private static Relation ofMagnitudes(Relation relation) {
        return (format, n, m, status) -> relation.holds(format, format.absolute(n), format.absolute(m), status);
    }

    private static Instruction vectors(String name, String opcode, int o3, Relation relation) {
        return declare(name + " (vectors)", "0 Zm:5 %s Pg:3 Zn:5 %d".formatted(opcode, o3))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, <Zm.T>")
                .semantics((element, word) -> compare(element, word, relation, true));
    }

    private static Instruction zero(String name, String opcode, int o3, Relation relation) {
        return declare(name + " (zero)", "0100 %s 001 Pg:3 Zn:5 %d".formatted(opcode, o3))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, #0.0")
                .semantics((element, word) -> compare(element, word, relation, false));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_COMPARE, name, "01100101 size:2 " + rest + " Pd:4")
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow);
    }

    private static void compare(ProcessingElement element, int word, Relation relation, boolean hasSecond) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int[] result = new int[z.words()];
        for (int index = 0; index < z.elements(size); index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                long n = z.element(Fields.rn(word), index, size);
                long m = hasSecond ? z.element(Fields.rm(word), index, size) : 0;
                if (relation.holds(FloatingPointElements.format(size), n, m, element.floatingPoint())) {
                    Predicates.set(result, index << size);
                }
            }
        }
        Predicates.write(z, word & 0xF, result);
    }
}
