package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.mmu.AccessKind;
import java.util.List;

/** LDR and STR of whole vectors and predicates (Arm ARM C4.1, SVE load and store of unsized contiguous registers). */
public final class FillAndSpill {
    private FillAndSpill() {}

    @FunctionalInterface
    private interface Transfer {
        void move(ProcessingElement element, int t, long address);
    }

    public static List<Instruction> loads() {
        return List.of(
                predicate("LDR (predicate)", "1000010", FillAndSpill::loadPredicate),
                vector("LDR (vector)", "1000010", FillAndSpill::loadVector));
    }

    public static List<Instruction> stores() {
        return List.of(
                predicate("STR (predicate)", "1110010", FillAndSpill::storePredicate),
                vector("STR (vector)", "1110010", FillAndSpill::storeVector));
    }

    private static Instruction predicate(String name, String group, Transfer transfer) {
        return declare(name, group + " 110 imm9h:6 000 imm9l:3 Rn:5 0 Pt:4")
                .assembly(mnemonic(name) + " <Pt>, [<Xn|SP>{, #<unsizedOffset>, mul vl}]")
                .semantics((element, word) -> transfer.move(
                        element,
                        word & 0xF,
                        element.baseAddress(Fields.rn(word))
                                + offset(word) * (element.scalable().bytes() / 8)));
    }

    private static Instruction vector(String name, String group, Transfer transfer) {
        return declare(name, group + " 110 imm9h:6 010 imm9l:3 Rn:5 Zt:5")
                .assembly(mnemonic(name) + " <Zt>, [<Xn|SP>{, #<unsizedOffset>, mul vl}]")
                .semantics((element, word) -> transfer.move(
                        element,
                        Fields.rd(word),
                        element.baseAddress(Fields.rn(word))
                                + offset(word) * element.scalable().bytes()));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return ScalableInstruction.declare(InstructionClass.SVE_FILL_SPILL, name, pattern);
    }

    private static String mnemonic(String name) {
        return name.startsWith("LDR") ? "ldr" : "str";
    }

    private static long offset(int word) {
        return Fields.signedBits(word, 16, 6) << 3 | Fields.bits(word, 10, 3);
    }

    private static void loadVector(ProcessingElement element, int t, long address) {
        ScalableRegisters z = element.scalable();
        MemoryManagementUnit memory = element.memory();
        memory.checkQuadwordAlignment(address, AccessKind.READ);
        long[] result = new long[z.words()];
        for (int i = 0; i < result.length; i++) {
            result[i] = memory.load(address + (long) Long.BYTES * i, Long.BYTES);
        }
        z.setVector(t, result);
    }

    private static void storeVector(ProcessingElement element, int t, long address) {
        ScalableRegisters z = element.scalable();
        MemoryManagementUnit memory = element.memory();
        memory.checkQuadwordAlignment(address, AccessKind.WRITE);
        for (int i = 0; i < z.words(); i++) {
            memory.store(address + (long) Long.BYTES * i, Long.BYTES, z.word(t, i));
        }
    }

    private static void loadPredicate(ProcessingElement element, int t, long address) {
        ScalableRegisters z = element.scalable();
        int[] result = new int[z.words()];
        for (int i = 0; i < result.length; i += 2) {
            int pair = (int) element.memory().load(address + i, Short.BYTES);
            result[i] = pair & 0xFF;
            result[i + 1] = pair >>> Byte.SIZE;
        }
        Predicates.write(z, t, result);
    }

    private static void storePredicate(ProcessingElement element, int t, long address) {
        ScalableRegisters z = element.scalable();
        for (int i = 0; i < z.words(); i += 2) {
            int pair = z.predicate(t, i) | z.predicate(t, i + 1) << Byte.SIZE;
            element.memory().store(address + i, Short.BYTES, pair);
        }
    }
}
