package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Logical operations on predicates (Arm ARM C4.1, SVE predicate logical operations). */
public final class PredicateLogical {
    private static final List<Operation> OPERATIONS = List.of(
            new Operation("AND", "0", "0", "0", (g, n, m) -> g & n & m),
            new Operation("BIC", "0", "0", "1", (g, n, m) -> g & n & ~m),
            new Operation("EOR", "0", "1", "0", (g, n, m) -> g & (n ^ m)),
            new Operation("ORR", "1", "0", "0", (g, n, m) -> g & (n | m)),
            new Operation("ORN", "1", "0", "1", (g, n, m) -> g & (n | ~m)),
            new Operation("NOR", "1", "1", "0", (g, n, m) -> g & ~(n | m)),
            new Operation("NAND", "1", "1", "1", (g, n, m) -> g & ~(n & m)));

    @FunctionalInterface
    private interface BitOperation {
        int apply(int governing, int n, int m);
    }

    private record Operation(String name, String op, String o2, String o3, BitOperation bits) {}

    private PredicateLogical() {}

    public static List<Instruction> instructions() {
        return Stream.concat(
                        OPERATIONS.stream()
                                .flatMap(operation -> Stream.of(logical(operation, false), logical(operation, true))),
                        Stream.of(select()))
                .toList();
    }

    private static Instruction logical(Operation operation, boolean setsFlags) {
        String s = setsFlags ? "s" : "";
        Instruction.Builder builder = declare(operation, setsFlags);
        addAliases(builder, operation.name, s);
        return builder.assembly(operation.name.toLowerCase(Locale.ROOT) + s + " <Pd.B>, <Pg/z>, <Pn.B>, <Pm.B>")
                .semantics((element, word) -> execute(element, word, operation.bits, setsFlags));
    }

    private static Instruction.Builder declare(Operation operation, boolean setsFlags) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_PREDICATE_LOGICAL,
                operation.name + (setsFlags ? "S" : ""),
                "00100101 %s %d 00 Pm:4 01 Pg:4 %s Pn:4 %s Pd:4"
                        .formatted(operation.op, setsFlags ? 1 : 0, operation.o2, operation.o3));
    }

    private static void addAliases(Instruction.Builder builder, String name, String s) {
        switch (name) {
            case "AND" -> builder.alias("mov" + s + " <Pd.B>, <Pg/z>, <Pn.B>", word -> n(word) == m(word));
            case "ORR" ->
                builder.alias("mov" + s + " <Pd.B>, <Pn.B>", word -> n(word) == m(word) && n(word) == g(word));
            case "EOR" -> builder.alias("not" + s + " <Pd.B>, <Pg/z>, <Pn.B>", word -> m(word) == g(word));
            default -> {}
        }
    }

    private static Instruction select() {
        Operation operation = new Operation("SEL", "0", "1", "1", (g, n, m) -> (g & n) | (~g & m));
        return declare(operation, false)
                .alias("mov <Pd.B>, <Pg/m>, <Pn.B>", word -> (word & 0xF) == m(word))
                .assembly("sel <Pd.B>, <Pg>, <Pn.B>, <Pm.B>")
                .semantics((element, word) -> execute(element, word, operation.bits, false));
    }

    private static void execute(ProcessingElement element, int word, BitOperation operation, boolean setsFlags) {
        ScalableRegisters z = element.scalable();
        int[] governing = Predicates.read(z, g(word));
        int[] result = new int[governing.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = operation.apply(governing[i], z.predicate(n(word), i), z.predicate(m(word), i)) & 0xFF;
        }
        if (setsFlags) {
            Predicates.setFlags(element, governing, result, 0);
        }
        Predicates.write(z, word & 0xF, result);
    }

    private static int g(int word) {
        return Fields.bits(word, 10, 4);
    }

    private static int n(int word) {
        return Fields.bits(word, 5, 4);
    }

    private static int m(int word) {
        return Fields.bits(word, 16, 4);
    }
}
