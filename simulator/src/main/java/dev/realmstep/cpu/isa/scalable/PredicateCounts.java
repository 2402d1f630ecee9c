package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts active elements, and adds such counts to registers (Arm ARM C4.1, SVE predicate count). */
public final class PredicateCounts {
    private PredicateCounts() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        table.add(declare("CNTP", "100 000 10 Pg:4 0 Pn:4 Rd:5")
                .assembly("cntp <Xd>, <Pg>, <Pn.T>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int count = 0;
                    for (int i = 0; i < z.words(); i++) {
                        int active = z.predicate(Fields.bits(word, 10, 4), i) & Predicates.counting(size);
                        count += Integer.bitCount(active & z.predicate(n(word), i));
                    }
                    element.setX(Fields.rd(word), count);
                }));
        for (CountedUpdate update : CountedUpdate.values()) {
            addScalars(table, update);
            String opcode = update.saturates() ? "1010 %d%d".formatted(update.d(), update.u()) : "10110 " + update.d();
            table.add(declare(update.name() + "P (vector)", opcode + " 10000 00 Pn:4 Zd:5")
                    .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                    .assembly(mnemonic(update) + " <Zd.T>, <Pn.T>")
                    .semantics((element, word) -> {
                        ScalableRegisters z = element.scalable();
                        update.vector(z, Fields.rd(word), ScalableInstruction.size(word), count(z, word));
                    }));
        }
        return table;
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_PREDICATE_COUNT, name, "00100101 size:2 " + rest);
    }

    private static String mnemonic(CountedUpdate update) {
        return update.name().toLowerCase(Locale.ROOT) + "p";
    }

    private static void addScalars(List<Instruction> table, CountedUpdate update) {
        String name = update.name() + "P (scalar)";
        if (!update.saturates()) {
            table.add(declare(name, "10110 %d 10001 00 Pn:4 Rd:5".formatted(update.d()))
                    .assembly(mnemonic(update) + " <Xd>, <Pn.T>")
                    .semantics((element, word) -> update.scalar(element, word, count(element.scalable(), word), true)));
            return;
        }
        for (boolean is64 : new boolean[] {false, true}) {
            table.add(declare(name, "1010 %d%d 10001 %d0 Pn:4 Rd:5".formatted(update.d(), update.u(), is64 ? 1 : 0))
                    .assembly(mnemonic(update) + update.scalarOperands(is64, ", <Pn.T>"))
                    .semantics((element, word) -> update.scalar(element, word, count(element.scalable(), word), is64)));
        }
    }

    private static int count(ScalableRegisters z, int word) {
        return Predicates.count(z, n(word), ScalableInstruction.size(word));
    }

    private static int n(int word) {
        return Fields.bits(word, 5, 4);
    }
}
