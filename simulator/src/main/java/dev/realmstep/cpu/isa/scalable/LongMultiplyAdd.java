package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Multiplication;
import dev.realmstep.cpu.isa.vector.Saturation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Products of twice the size of their factors, added to the destination (Arm ARM C4.1, SVE2 integer multiply-add long, by vectors and indexed). */
public final class LongMultiplyAdd {
    private static final LaneOperation ADD = (f, s, n, m, d) -> Lanes.add(d, Lanes.multiply(n, m, s), s);
    private static final LaneOperation SUBTRACT = (f, s, n, m, d) -> Lanes.subtract(d, Lanes.multiply(n, m, s), s);
    private static final LaneOperation DOUBLING_ADD =
            (f, s, n, m, d) -> Saturation.addSigned(f, s, d, Multiplication.doubling(f, s, n, m));
    private static final LaneOperation DOUBLING_SUBTRACT =
            (f, s, n, m, d) -> Saturation.subtractSigned(f, s, d, Multiplication.doubling(f, s, n, m));

    private LongMultiplyAdd() {}

    public static List<Instruction> vectors() {
        List<Instruction> table = new ArrayList<>();
        for (WideElements half : WideElements.values()) {
            table.add(vector("SMLAL", "01000", half, true, ADD));
            table.add(vector("UMLAL", "01001", half, false, ADD));
            table.add(vector("SMLSL", "01010", half, true, SUBTRACT));
            table.add(vector("UMLSL", "01011", half, false, SUBTRACT));
            table.add(vector("SQDMLAL", "01100", half, true, DOUBLING_ADD));
            table.add(vector("SQDMLSL", "01101", half, true, DOUBLING_SUBTRACT));
        }
        table.add(interleaved("SQDMLALBT", "000010", DOUBLING_ADD));
        table.add(interleaved("SQDMLSLBT", "000011", DOUBLING_SUBTRACT));
        table.add(high("SQRDMLAH", "011100", false));
        table.add(high("SQRDMLSH", "011101", true));
        return table;
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_ADD_UNPREDICATED,
                        name + " (vectors)",
                        "01000100 size:2 0 Zm:5 %s Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE2);
    }

    private static Instruction vector(
            String start, String opcode, WideElements half, boolean signed, LaneOperation operation) {
        String name = start + half.suffix();
        return declare(name, opcode + " " + half.bit())
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) ->
                        operation.apply(f, s, half.extended(n, s, signed), half.extended(m, s, signed), d)));
    }

    private static Instruction interleaved(String name, String opcode, LaneOperation operation) {
        return declare(name, opcode)
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) -> operation.apply(
                        f, s, WideElements.BOTTOM.extended(n, s, true), WideElements.TOP.extended(m, s, true), d)));
    }

    private static Instruction high(String name, String opcode, boolean subtract) {
        return declare(name, opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics(ScalableForms.three(DoublingProducts.accumulate(subtract)));
    }

    public static List<Instruction> indexed() {
        List<Instruction> table = new ArrayList<>();
        for (WideElements half : WideElements.values()) {
            for (int size = 2; size <= 3; size++) {
                table.add(indexed("SQDMLAL", "0010", half, size, true, DOUBLING_ADD));
                table.add(indexed("SQDMLSL", "0011", half, size, true, DOUBLING_SUBTRACT));
                table.add(indexed("SMLAL", "1000", half, size, true, ADD));
                table.add(indexed("UMLAL", "1001", half, size, false, ADD));
                table.add(indexed("SMLSL", "1010", half, size, true, SUBTRACT));
                table.add(indexed("UMLSL", "1011", half, size, false, SUBTRACT));
                table.add(indexed("SMULL", "1100", half, size, true, (f, s, n, m, d) -> Lanes.multiply(n, m, s)));
                table.add(indexed("UMULL", "1101", half, size, false, (f, s, n, m, d) -> Lanes.multiply(n, m, s)));
                table.add(indexed(
                        "SQDMULL", "1110", half, size, true, (f, s, n, m, d) -> Multiplication.doubling(f, s, n, m)));
            }
        }
        return table;
    }

    /** By one element of each 128 bits of Zm. */
    private static Instruction indexed(
            String start, String opcode, WideElements half, int size, boolean signed, LaneOperation operation) {
        String name = start + half.suffix();
        String factor = size == 2 ? "10 1 i3h:2 Zm:3 %s i3l" : "11 1 i2h Zm:4 %s i2l";
        String operands = size == 2 ? " <Zd.S>, <Zn.H>, <Zm.H>[<longIndexH>]" : " <Zd.D>, <Zn.S>, <Zm.S>[<longIndexS>]";
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_INDEXED,
                        name + " (indexed)",
                        "01000100 %s %d Zn:5 Zd:5".formatted(factor.formatted(opcode), half.bit()))
                .feature(Feature.SVE2)
                .assembly(name.toLowerCase(Locale.ROOT) + operands)
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    long[] m = z.vector(Fields.bits(word, 16, size == 2 ? 3 : 4));
                    int index =
                            Fields.bits(word, size == 2 ? 19 : 20, size == 2 ? 2 : 1) << 1 | Fields.bits(word, 11, 1);
                    int perSegment = size == 2 ? 8 : 4;
                    for (int i = 0; i < z.words(); i++) {
                        long chosen = VectorWords.element(m, i / 2 * perSegment + index, size - 1);
                        long factors = Lanes.replicate(signed ? Lanes.signed(chosen, 0, size - 1) : chosen, size);
                        long n = half.extended(z.word(Fields.rn(word), i), size, signed);
                        long d = z.word(Fields.rd(word), i);
                        z.setWord(
                                Fields.rd(word),
                                i,
                                operation.apply(CumulativeSaturation.UNRECORDED, size, n, factors, d));
                    }
                });
    }
}
