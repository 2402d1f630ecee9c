package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Multiplication;
import java.util.List;
import java.util.Locale;

/** Products of whole vectors, and logic of three (Arm ARM C4.1, SVE2 integer multiply - unpredicated, SVE2 bitwise ternary operations). */
public final class MultiplyUnpredicated {
    private MultiplyUnpredicated() {}

    public static List<Instruction> products() {
        return List.of(
                product("MUL", "0110 00", ElementSizes.ANY, (f, s, n, m, d) -> Lanes.multiply(n, m, s)),
                product("PMUL", "0110 01", ElementSizes.BYTE, (f, s, n, m, d) -> Multiplication.polynomial(n, m, s)),
                product("SMULH", "0110 10", ElementSizes.ANY, (f, s, n, m, d) -> ElementOperations.signedHigh(n, m, s)),
                product(
                        "UMULH",
                        "0110 11",
                        ElementSizes.ANY,
                        (f, s, n, m, d) -> ElementOperations.unsignedHigh(n, m, s)),
                product("SQDMULH", "0111 00", ElementSizes.ANY, DoublingProducts.high(false)),
                product("SQRDMULH", "0111 01", ElementSizes.ANY, DoublingProducts.high(true)));
    }

    private static Instruction product(String name, String opcode, ElementSizes sizes, LaneOperation operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_UNPREDICATED,
                        name + " (unpredicated)",
                        "00000100 size:2 1 Zm:5 %s Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE2)
                .allocatedWhen(sizes::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics(ScalableForms.three(operation));
    }

    /** Here the field of Zn names the third operand. */
    public static List<Instruction> ternary() {
        return List.of(
                ternary("EOR3", "00", "001 110", (f, s, k, m, d) -> d ^ m ^ k),
                ternary("BCAX", "01", "001 110", (f, s, k, m, d) -> d ^ (m & ~k)),
                ternary("BSL", "00", "001 111", (f, s, k, m, d) -> Lanes.select(k, d, m)),
                ternary("BSL1N", "01", "001 111", (f, s, k, m, d) -> Lanes.select(k, ~d, m)),
                ternary("BSL2N", "10", "001 111", (f, s, k, m, d) -> Lanes.select(k, d, ~m)),
                ternary("NBSL", "11", "001 111", (f, s, k, m, d) -> ~Lanes.select(k, d, m)),
                ScalableInstruction.declare(
                                InstructionClass.SVE_LOGICAL_UNPREDICATED,
                                "XAR",
                                "00000100 tszh:2 1 tszl:2 imm3:3 001 101 Zn:5 Zd:5")
                        .feature(Feature.SVE2)
                        .allocatedWhen(ShiftsUnpredicated::isAllocated)
                        .assembly("xar <Zd.J>, <Zd.J>, <Zn.J>, #<rightShift.J>")
                        .semantics(
                                ShiftsUnpredicated.byImmediate(false, (f, s, n, m, d) -> rotate(n ^ d, (int) m, s))));
    }

    private static Instruction ternary(String name, String op, String opcode, LaneOperation operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_LOGICAL_UNPREDICATED,
                        name,
                        "00000100 %s 1 Zm:5 %s Zn:5 Zd:5".formatted(op, opcode))
                .feature(Feature.SVE2)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.D>, <Zd.D>, <Zm.D>, <Zn.D>")
                .semantics(ScalableForms.three(3, operation));
    }

    private static long rotate(long n, int amount, int size) {
        return ElementOperations.eachSized((value, _, s) -> {
                    int bits = Lanes.bits(s);
                    return amount == bits ? value : value >>> amount | value << (bits - amount);
                })
                .apply(CumulativeSaturation.UNRECORDED, size, n, 0, 0);
    }
}
