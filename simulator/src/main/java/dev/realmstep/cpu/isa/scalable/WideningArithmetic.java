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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Arithmetic whose result has elements of twice the size of its operands (Arm ARM C4.1, SVE2 widening integer arithmetic). */
public final class WideningArithmetic {
    private static final LaneOperation ADD = (f, s, n, m, d) -> Lanes.add(n, m, s);
    private static final LaneOperation SUBTRACT = (f, s, n, m, d) -> Lanes.subtract(n, m, s);
    private static final LaneOperation DIFFERENCE = (f, s, n, m, d) -> Lanes.signedDifference(n, m, s);
    private static final LaneOperation UNSIGNED_DIFFERENCE = (f, s, n, m, d) -> Lanes.unsignedDifference(n, m, s);
    private static final LaneOperation MULTIPLY = (f, s, n, m, d) -> Lanes.multiply(n, m, s);

    private WideningArithmetic() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (WideElements half : WideElements.values()) {
            table.add(lengthening("SADDL", "00000", half, true, ADD));
            table.add(lengthening("UADDL", "00001", half, false, ADD));
            table.add(lengthening("SSUBL", "00010", half, true, SUBTRACT));
            table.add(lengthening("USUBL", "00011", half, false, SUBTRACT));
            table.add(lengthening("SABDL", "00110", half, true, DIFFERENCE));
            table.add(lengthening("UABDL", "00111", half, false, UNSIGNED_DIFFERENCE));
            table.add(lengthening(
                    "SQDMULL", "01100", half, true, (f, s, n, m, d) -> Multiplication.doubling(f, s, n, m)));
            table.add(lengthening("SMULL", "01110", half, true, MULTIPLY));
            table.add(lengthening("UMULL", "01111", half, false, MULTIPLY));
            table.add(polynomial(half));
            table.add(polynomialOfDoublewords(half));
            table.add(wide("SADDW", "01000", half, true, ADD));
            table.add(wide("UADDW", "01001", half, false, ADD));
            table.add(wide("SSUBW", "01010", half, true, SUBTRACT));
            table.add(wide("USUBW", "01011", half, false, SUBTRACT));
            table.add(shift("SSHLL", "10100", half, true));
            table.add(shift("USHLL", "10101", half, false));
        }
        table.add(interleaved("SADDLBT", "100000", WideElements.BOTTOM, ADD));
        table.add(interleaved("SSUBLBT", "100010", WideElements.BOTTOM, SUBTRACT));
        table.add(interleaved("SSUBLTB", "100011", WideElements.TOP, SUBTRACT));
        return table;
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_WIDENING_ARITHMETIC,
                        name,
                        "01000101 size:2 0 Zm:5 %s Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE2)
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow);
    }

    private static Instruction lengthening(
            String start, String opcode, WideElements half, boolean signed, LaneOperation operation) {
        String name = start + half.suffix();
        return declare(name, opcode + " " + half.bit())
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) ->
                        operation.apply(f, s, half.extended(n, s, signed), half.extended(m, s, signed), d)));
    }

    private static Instruction interleaved(String name, String opcode, WideElements ofFirst, LaneOperation operation) {
        WideElements ofSecond = ofFirst == WideElements.TOP ? WideElements.BOTTOM : WideElements.TOP;
        return declare(name, opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) ->
                        operation.apply(f, s, ofFirst.extended(n, s, true), ofSecond.extended(m, s, true), d)));
    }

    private static Instruction wide(
            String start, String opcode, WideElements half, boolean signed, LaneOperation operation) {
        String name = start + half.suffix();
        return declare(name, opcode + " " + half.bit())
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T/2>")
                .semantics(ScalableForms.three(
                        (f, s, n, m, d) -> operation.apply(f, s, n, half.extended(m, s, signed), d)));
    }

    private static Instruction polynomial(WideElements half) {
        String name = "PMULL" + half.suffix();
        return declare(name, "01101 " + half.bit())
                .allocatedWhen(ElementSizes.HALFWORD_DOUBLEWORD::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) ->
                        Multiplication.polynomial(half.extended(n, s, false), half.extended(m, s, false), s)));
    }

    private static Instruction polynomialOfDoublewords(WideElements half) {
        String name = "PMULL" + half.suffix();
        return ScalableInstruction.declare(
                        InstructionClass.SVE_CRYPTOGRAPHIC,
                        name + " (doublewords)",
                        "01000101 00 0 Zm:5 01101 %d Zn:5 Zd:5".formatted(half.bit()))
                .feature(Feature.SVE_PMULL)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.Q>, <Zn.D>, <Zm.D>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    for (int i = 0; i < z.words(); i += 2) {
                        long n = z.word(Fields.rn(word), i + half.bit());
                        long m = z.word(Fields.rm(word), i + half.bit());
                        z.setWord(Fields.rd(word), i, Multiplication.polynomialLow(n, m));
                        z.setWord(Fields.rd(word), i + 1, Multiplication.polynomialHigh(n, m));
                    }
                });
    }

    private static Instruction shift(String start, String opcode, WideElements half, boolean signed) {
        String name = start + half.suffix();
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MISCELLANEOUS,
                        name,
                        "01000101 0 tszh 0 tszl:2 imm3:3 %s %d Zn:5 Zd:5".formatted(opcode, half.bit()))
                .feature(Feature.SVE2)
                .allocatedWhen(ShiftsUnpredicated::isAllocated)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.2J>, <Zn.J>, #<leftShift.J>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ShiftsUnpredicated.size(word) + 1;
                    int amount = ShiftsUnpredicated.amount(word, true);
                    LaneOperation left = ElementOperations.eachUnsigned((value, _) -> value << amount);
                    for (int i = 0; i < z.words(); i++) {
                        long wide = half.extended(z.word(Fields.rn(word), i), size, signed);
                        z.setWord(Fields.rd(word), i, left.apply(CumulativeSaturation.UNRECORDED, size, wide, 0, 0));
                    }
                });
    }
}
