package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.ElementShifts;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Narrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operations whose result has elements of half the size of their operands (Arm ARM C4.1, SVE2 narrowing). */
public final class NarrowingForms {
    private static final LaneOperation PLAIN = (f, s, n, m, d) -> n;
    private static final LaneOperation SIGNED = (f, s, n, m, d) -> Narrowing.signed(f, s, n);
    private static final LaneOperation UNSIGNED = (f, s, n, m, d) -> Narrowing.unsigned(f, s, n);
    private static final LaneOperation SIGNED_TO_UNSIGNED = (f, s, n, m, d) -> Narrowing.signedToUnsigned(f, s, n);

    private static final LaneOperation SIGNED_RIGHT = (f, s, n, m, d) -> ElementShifts.signedRight(n, (int) m, s);
    private static final LaneOperation UNSIGNED_RIGHT = (f, s, n, m, d) -> ElementShifts.unsignedRight(n, (int) m, s);

    private NarrowingForms() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (WideElements half : WideElements.values()) {
            table.add(extract("SQXTN", "01000", half, SIGNED));
            table.add(extract("UQXTN", "01001", half, UNSIGNED));
            table.add(extract("SQXTUN", "01010", half, SIGNED_TO_UNSIGNED));
            table.add(shift("SQSHRUN", "00000", half, SIGNED_RIGHT, SIGNED_TO_UNSIGNED));
            table.add(shift("SQRSHRUN", "00001", half, rounding(true), SIGNED_TO_UNSIGNED));
            table.add(shift("SHRN", "00010", half, UNSIGNED_RIGHT, PLAIN));
            table.add(shift("RSHRN", "00011", half, rounding(false), PLAIN));
            table.add(shift("SQSHRN", "00100", half, SIGNED_RIGHT, SIGNED));
            table.add(shift("SQRSHRN", "00101", half, rounding(true), SIGNED));
            table.add(shift("UQSHRN", "00110", half, UNSIGNED_RIGHT, UNSIGNED));
            table.add(shift("UQRSHRN", "00111", half, rounding(false), UNSIGNED));
            table.add(high("ADDHN", "01100", half, false, false));
            table.add(high("RADDHN", "01101", half, false, true));
            table.add(high("SUBHN", "01110", half, true, false));
            table.add(high("RSUBHN", "01111", half, true, true));
        }
        return table;
    }

    /** Shifts that round to nearest. */
    private static LaneOperation rounding(boolean signed) {
        return (f, s, n, m, d) -> signed
                ? ElementShifts.signedRoundingRight(n, (int) m, s)
                : ElementShifts.unsignedRoundingRight(n, (int) m, s);
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_NARROWING, name, "01000101 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    private static Instruction extract(String start, String opcode, WideElements half, LaneOperation narrowing) {
        String name = start + half.suffix();
        return declare(name, "0 tszh 1 tszl:2 000 %s %d".formatted(opcode, half.bit()))
                .allocatedWhen(word -> Integer.bitCount(ShiftsUnpredicated.encoded(word)) == 1)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.J>, <Zn.2J>")
                .semantics(
                        (element, word) -> narrow(element.scalable(), word, half, 0, (f, s, n, m, d) -> n, narrowing));
    }

    private static Instruction shift(
            String start, String opcode, WideElements half, LaneOperation shift, LaneOperation narrowing) {
        String name = start + half.suffix();
        return declare(name, "0 tszh 1 tszl:2 imm3:3 %s %d".formatted(opcode, half.bit()))
                .allocatedWhen(ShiftsUnpredicated::isAllocated)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.J>, <Zn.2J>, #<rightShift.J>")
                .semantics((element, word) -> narrow(
                        element.scalable(), word, half, ShiftsUnpredicated.amount(word, false), shift, narrowing));
    }

    private static void narrow(
            ScalableRegisters z,
            int word,
            WideElements half,
            int amount,
            LaneOperation shift,
            LaneOperation narrowing) {
        CumulativeSaturation flag = CumulativeSaturation.UNRECORDED;
        int size = ShiftsUnpredicated.size(word) + 1;
        int d = Fields.rd(word);
        for (int i = 0; i < z.words(); i++) {
            long shifted = shift.apply(flag, size, z.word(Fields.rn(word), i), amount, 0);
            z.setWord(d, i, half.placed(narrowing.apply(flag, size, shifted, 0, 0), z.word(d, i), size));
        }
    }

    /** The high halves of sums or differences, perhaps rounded. */
    private static Instruction high(String start, String opcode, WideElements half, boolean subtracts, boolean rounds) {
        String name = start + half.suffix();
        return declare(name, "size:2 1 Zm:5 %s %d".formatted(opcode, half.bit()))
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T/2>, <Zn.T>, <Zm.T>")
                .semantics(ScalableForms.three((f, s, n, m, d) -> {
                    int bits = Lanes.bits(s - 1);
                    long exact = subtracts ? Lanes.subtract(n, m, s) : Lanes.add(n, m, s);
                    long sum = rounds ? Lanes.add(exact, Lanes.replicate(1L << (bits - 1), s), s) : exact;
                    return half.placed(sum >>> bits, d, s);
                }));
    }
}
