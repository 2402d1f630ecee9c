package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts the elements that a pattern names, and adds such counts to registers (Arm ARM C4.1, SVE element count). */
public final class ElementCounts {
    private static final String[] SIZES = {"B", "H", "W", "D"};

    private ElementCounts() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (int size = 0; size < SIZES.length; size++) {
            table.add(count(size));
            addScalars(table, size);
            if (size > 0) {
                addVectors(table, size);
            }
        }
        return table;
    }

    private static Instruction.Builder declare(String name, int size, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_ELEMENT_COUNT,
                name + SIZES[size],
                "00000100 %s %s".formatted(Encoding.bits(size, 2), rest));
    }

    private static String mnemonic(String name, int size) {
        return (name + SIZES[size]).toLowerCase(Locale.ROOT);
    }

    private static Instruction count(int size) {
        return declare("CNT", size, "10 imm4:4 1110 0 0 pattern:5 Rd:5")
                .assembly(mnemonic("CNT", size) + " <Xd>{, <countPattern>}")
                .semantics((element, word) -> element.setX(Fields.rd(word), count(element, word, size)));
    }

    private static long count(ProcessingElement element, int word, int size) {
        int elements = element.scalable().elements(size);
        return (long) ElementPattern.count(Fields.bits(word, 5, 5), elements) * (Fields.bits(word, 16, 4) + 1);
    }

    private static void addScalars(List<Instruction> table, int size) {
        for (CountedUpdate update : CountedUpdate.values()) {
            if (!update.saturates()) {
                table.add(declare(update.name(), size, "11 imm4:4 1110 0 %d pattern:5 Rd:5".formatted(update.d()))
                        .assembly(mnemonic(update.name(), size) + " <Xd>{, <countPattern>}")
                        .semantics((element, word) -> update.scalar(element, word, count(element, word, size), true)));
            } else {
                for (boolean is64 : new boolean[] {false, true}) {
                    table.add(declare(
                                    update.name(),
                                    size,
                                    "1%d imm4:4 1111 %d%d pattern:5 Rd:5"
                                            .formatted(is64 ? 1 : 0, update.d(), update.u()))
                            .assembly(mnemonic(update.name(), size)
                                    + update.scalarOperands(is64, "")
                                    + "{, <countPattern>}")
                            .semantics(
                                    (element, word) -> update.scalar(element, word, count(element, word, size), is64)));
                }
            }
        }
    }

    private static void addVectors(List<Instruction> table, int size) {
        String letter = size == 2 ? "S" : SIZES[size];
        for (CountedUpdate update : CountedUpdate.values()) {
            String opcode = update.saturates()
                    ? "10 imm4:4 1100 %d%d".formatted(update.d(), update.u())
                    : "11 imm4:4 1100 0%d".formatted(update.d());
            table.add(declare(update.name(), size, opcode + " pattern:5 Zd:5")
                    .assembly(mnemonic(update.name(), size) + " <Zd." + letter + ">{, <countPattern>}")
                    .semantics((element, word) -> {
                        ScalableRegisters z = element.scalable();
                        update.vector(z, Fields.rd(word), size, count(element, word, size));
                    }));
        }
    }
}
