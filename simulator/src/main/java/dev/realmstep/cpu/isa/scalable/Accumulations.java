package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.ElementShifts;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is added to or inserted into the destination (Arm ARM C4.1, SVE2 accumulate). */
public final class Accumulations {
    private Accumulations() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>(List.of(
                difference("SABA", "111110", (f, s, n, m, d) -> Lanes.add(d, Lanes.signedDifference(n, m, s), s)),
                difference("UABA", "111111", (f, s, n, m, d) -> Lanes.add(d, Lanes.unsignedDifference(n, m, s), s)),
                shift(
                        "SSRA",
                        "111000",
                        false,
                        (f, s, n, m, d) -> Lanes.add(d, ElementShifts.signedRight(n, (int) m, s), s)),
                shift(
                        "USRA",
                        "111001",
                        false,
                        (f, s, n, m, d) -> Lanes.add(d, ElementShifts.unsignedRight(n, (int) m, s), s)),
                shift(
                        "SRSRA",
                        "111010",
                        false,
                        (f, s, n, m, d) -> Lanes.add(d, ElementShifts.signedRoundingRight(n, (int) m, s), s)),
                shift(
                        "URSRA",
                        "111011",
                        false,
                        (f, s, n, m, d) -> Lanes.add(d, ElementShifts.unsignedRoundingRight(n, (int) m, s), s)),
                shift("SRI", "111100", false, (f, s, n, m, d) -> ElementShifts.rightInsert(n, (int) m, d, s)),
                shift("SLI", "111101", true, (f, s, n, m, d) -> ElementShifts.leftInsert(n, (int) m, d, s))));
        for (WideElements half : WideElements.values()) {
            table.add(wideDifference("SABAL", "11000", half, true));
            table.add(wideDifference("UABAL", "11001", half, false));
            table.add(withCarry("ADCL", 0, half));
            table.add(withCarry("SBCL", 1, half));
        }
        return table;
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_ACCUMULATE, name, "01000101 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    private static Instruction difference(String name, String opcode, LaneOperation operation) {
        return declare(name, "size:2 0 Zm:5 " + opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics(ScalableForms.three(operation));
    }

    private static Instruction shift(String name, String opcode, boolean left, LaneOperation operation) {
        return declare(name, "tszh:2 0 tszl:2 imm3:3 " + opcode)
                .allocatedWhen(ShiftsUnpredicated::isAllocated)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.J>, <Zn.J>, #"
                        + (left ? "<leftShift.J>" : "<rightShift.J>"))
                .semantics(ShiftsUnpredicated.byImmediate(left, operation));
    }

    private static Instruction wideDifference(String start, String opcode, WideElements half, boolean signed) {
        String name = start + half.suffix();
        return declare(name, "size:2 0 Zm:5 " + opcode + " " + half.bit())
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>, <Zm.T/2>")
                .semantics(ScalableForms.three((f, s, n, m, d) -> {
                    long first = half.extended(n, s, signed);
                    long second = half.extended(m, s, signed);
                    long difference = signed
                            ? Lanes.signedDifference(first, second, s)
                            : Lanes.unsignedDifference(first, second, s);
                    return Lanes.add(d, difference, s);
                }));
    }

    /** Elements of even index of Zd take part and become the sum; the carries in are those of Zm, and out go above the sums. */
    private static Instruction withCarry(String start, int subtracts, WideElements half) {
        String name = start + half.suffix();
        return declare(name, "%d sz 0 Zm:5 11010 %d".formatted(subtracts, half.bit()))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.G>, <Zn.G>, <Zm.G>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = 2 + Fields.bits(word, 22, 1);
                    for (int index = 0; index < z.elements(size); index += 2) {
                        long carry = z.element(Fields.rm(word), index + 1, size) & 1;
                        long first = z.element(Fields.rd(word), index, size);
                        long second = z.element(Fields.rn(word), index + half.bit(), size);
                        long addend = subtracts == 1 ? ~second & Lanes.lowest(size) : second;
                        z.setElement(Fields.rd(word), index, size, first + addend + carry);
                        z.setElement(Fields.rd(word), index + 1, size, carryOf(first, addend, carry, size));
                    }
                });
    }

    private static long carryOf(long first, long second, long carry, int size) {
        if (size < 3) {
            return (first + second + carry) >>> Lanes.bits(size);
        }
        long sum = first + second;
        boolean overflows = Long.compareUnsigned(sum, first) < 0 || (sum == -1 && carry == 1);
        return overflows ? 1 : 0;
    }
}
