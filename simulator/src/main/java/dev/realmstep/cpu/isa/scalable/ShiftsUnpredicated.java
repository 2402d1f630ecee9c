package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.ElementShifts;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import java.util.List;
import java.util.Locale;

/** Shifts of whole vectors, by an immediate or by wide elements (Arm ARM C4.1, SVE bitwise shift - unpredicated). */
public final class ShiftsUnpredicated {
    private ShiftsUnpredicated() {}

    public static List<Instruction> instructions() {
        return List.of(
                byWide("ASR", "00", ElementOperations.arithmeticRight(true)),
                byWide("LSR", "01", ElementOperations.logicalRight(true)),
                byWide("LSL", "11", ElementOperations.left(true)),
                declare("ASR (immediate)", "tszh:2 1 tszl:2 imm3:3 1001 00")
                        .allocatedWhen(ShiftsUnpredicated::isAllocated)
                        .assembly("asr <Zd.J>, <Zn.J>, #<rightShift.J>")
                        .semantics(byImmediate(false, (f, s, n, m, d) -> ElementShifts.signedRight(n, (int) m, s))),
                declare("LSR (immediate)", "tszh:2 1 tszl:2 imm3:3 1001 01")
                        .allocatedWhen(ShiftsUnpredicated::isAllocated)
                        .assembly("lsr <Zd.J>, <Zn.J>, #<rightShift.J>")
                        .semantics(byImmediate(false, (f, s, n, m, d) -> ElementShifts.unsignedRight(n, (int) m, s))),
                declare("LSL (immediate)", "tszh:2 1 tszl:2 imm3:3 1001 11")
                        .allocatedWhen(ShiftsUnpredicated::isAllocated)
                        .assembly("lsl <Zd.J>, <Zn.J>, #<leftShift.J>")
                        .semantics(byImmediate(true, (f, s, n, m, d) -> ElementShifts.left(n, (int) m, s))));
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_SHIFT_UNPREDICATED, name, "00000100 " + opcode + " Zn:5 Zd:5");
    }

    private static Instruction byWide(String name, String opcode, LaneOperation operation) {
        return declare(name + " (wide elements)", "size:2 1 Zm:5 1000 " + opcode)
                .allocatedWhen(ElementSizes.BYTE_TO_WORD::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.D>")
                .semantics(ScalableForms.three(operation));
    }

    /** Whether tszh:tszl tells a size. */
    static boolean isAllocated(int word) {
        return encoded(word) >= Byte.SIZE;
    }

    /** tszh:tszl:imm3. */
    static int encoded(int word) {
        return Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 16, 5);
    }

    /** The logarithm of an element's bytes, from tszh:tszl. */
    static int size(int word) {
        return Integer.numberOfTrailingZeros(Integer.highestOneBit(encoded(word)) / Byte.SIZE);
    }

    static int amount(int word, boolean left) {
        int bits = Integer.highestOneBit(encoded(word));
        return left ? encoded(word) - bits : 2 * bits - encoded(word);
    }

    /** Zd from Zn, the amount and itself. */
    static Semantics byImmediate(boolean left, LaneOperation operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = size(word);
            int amount = amount(word, left);
            int d = Fields.rd(word);
            for (int i = 0; i < z.words(); i++) {
                long n = z.word(Fields.rn(word), i);
                z.setWord(d, i, operation.apply(CumulativeSaturation.UNRECORDED, size, n, amount, z.word(d, i)));
            }
        };
    }
}
