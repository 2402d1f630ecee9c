package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The control of loops by general registers: WHILE and CTERM (Arm ARM C4.1, SVE integer compare - scalars). */
public final class ScalarComparisons {
    private static final int NEGATIVE = 0b1000;
    private static final int CARRY = 0b0010;
    private static final int OVERFLOW = 0b0001;

    @FunctionalInterface
    private interface Condition {
        boolean holds(long n, long m);
    }

    private ScalarComparisons() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (boolean is64 : new boolean[] {false, true}) {
            table.add(increasing("WHILELT", is64, 0, 0, (n, m) -> n < m));
            table.add(increasing("WHILELE", is64, 0, 1, (n, m) -> n <= m));
            table.add(increasing("WHILELO", is64, 1, 0, (n, m) -> Long.compareUnsigned(n, m) < 0));
            table.add(increasing("WHILELS", is64, 1, 1, (n, m) -> Long.compareUnsigned(n, m) <= 0));
            table.add(decreasing("WHILEGE", is64, 0, 0, (n, m) -> n >= m));
            table.add(decreasing("WHILEGT", is64, 0, 1, (n, m) -> n > m));
            table.add(decreasing("WHILEHS", is64, 1, 0, (n, m) -> Long.compareUnsigned(n, m) >= 0));
            table.add(decreasing("WHILEHI", is64, 1, 1, (n, m) -> Long.compareUnsigned(n, m) > 0));
            table.add(terminate("CTERMEQ", is64, 0, (n, m) -> n == m));
            table.add(terminate("CTERMNE", is64, 1, (n, m) -> n != m));
        }
        table.add(conflict("WHILEWR", 0));
        table.add(conflict("WHILERW", 1));
        return table;
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return ScalableInstruction.declare(InstructionClass.SVE_COMPARE_SCALARS, name, pattern);
    }

    private static Instruction increasing(String name, boolean is64, int u, int eq, Condition condition) {
        return declareWhile(name, is64, u, 1, eq)
                .semantics((element, word) -> repeat(element, word, is64, u == 1, 1, condition));
    }

    private static Instruction decreasing(String name, boolean is64, int u, int eq, Condition condition) {
        return declareWhile(name, is64, u, 0, eq)
                .feature(Feature.SVE2)
                .semantics((element, word) -> repeat(element, word, is64, u == 1, -1, condition));
    }

    private static Instruction.Builder declareWhile(String name, boolean is64, int u, int lt, int eq) {
        return declare(name, "00100101 size:2 1 Rm:5 000 %d %d %d Rn:5 %d Pd:4".formatted(is64 ? 1 : 0, u, lt, eq))
                .assembly(name.toLowerCase(Locale.ROOT) + (is64 ? " <Pd.T>, <Xn>, <Xm>" : " <Pd.T>, <Wn>, <Wm>"));
    }

    /** Elements are active for as long as the condition holds, from the first upwards or from the last downwards. */
    private static void repeat(
            ProcessingElement element, int word, boolean is64, boolean unsigned, int step, Condition condition) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int elements = z.elements(size);
        long m = operand(element, Fields.rm(word), is64, unsigned);
        long n = operand(element, Fields.rn(word), is64, unsigned);
        int[] result = new int[z.words()];
        for (int count = 0; count < elements && condition.holds(n, m); count++) {
            Predicates.set(result, (step > 0 ? count : elements - 1 - count) << size);
            n = extended(n + step, is64, unsigned);
        }
        finish(element, word, result, size);
    }

    private static void finish(ProcessingElement element, int word, int[] result, int size) {
        Predicates.setFlags(element, Predicates.all(element.scalable(), size), result, size);
        Predicates.write(element.scalable(), word & 0xF, result);
    }

    private static long operand(ProcessingElement element, int register, boolean is64, boolean unsigned) {
        return extended(element.x(register), is64, unsigned);
    }

    private static long extended(long value, boolean is64, boolean unsigned) {
        if (is64) {
            return value;
        }
        return unsigned ? value & 0xFFFF_FFFFL : (int) value;
    }

    /** WHILERW and WHILEWR: so many elements as can be worked on at once when one pointer is read, the other written. */
    private static Instruction conflict(String name, int rw) {
        return declare(name, "00100101 size:2 1 Rm:5 001 100 Rn:5 %d Pd:4".formatted(rw))
                .feature(Feature.SVE2)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Xn>, <Xm>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int safe = elementsApart(
                            element.x(Fields.rn(word)), element.x(Fields.rm(word)), size, rw == 1, z.elements(size));
                    int[] result = new int[z.words()];
                    for (int index = 0; index < safe; index++) {
                        Predicates.set(result, index << size);
                    }
                    finish(element, word, result, size);
                });
    }

    private static int elementsApart(long n, long m, int size, boolean inBothDirections, int elements) {
        boolean ahead = Long.compareUnsigned(m, n) >= 0;
        if (!ahead && !inBothDirections) {
            return elements;
        }
        long distance = (ahead ? m - n : n - m) >>> size;
        return distance == 0 || Long.compareUnsigned(distance, elements) > 0 ? elements : (int) distance;
    }

    private static Instruction terminate(String name, boolean is64, int ne, Condition condition) {
        return declare(name, "00100101 1 %d 1 Rm:5 001000 Rn:5 %d 0000".formatted(is64 ? 1 : 0, ne))
                .assembly(name.toLowerCase(Locale.ROOT) + (is64 ? " <Xn>, <Xm>" : " <Wn>, <Wm>"))
                .semantics((element, word) -> {
                    long n = operand(element, Fields.rn(word), is64, false);
                    long m = operand(element, Fields.rm(word), is64, false);
                    int kept = element.state().nzcv() & ~(NEGATIVE | OVERFLOW);
                    int otherwise = (kept & CARRY) == 0 ? OVERFLOW : 0;
                    element.state().setNzcv(kept | (condition.holds(n, m) ? NEGATIVE : otherwise));
                });
    }
}
