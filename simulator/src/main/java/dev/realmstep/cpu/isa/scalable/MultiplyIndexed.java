package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Products by one element of each 128 bits, of the size of their factors (Arm ARM C4.1, SVE2 integer multiply - indexed). */
public final class MultiplyIndexed {
    private MultiplyIndexed() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (IndexedFactor factor : IndexedFactor.values()) {
            table.add(indexed("MLA", "000010", factor, (f, s, n, m, d) -> Lanes.add(d, Lanes.multiply(n, m, s), s)));
            table.add(
                    indexed("MLS", "000011", factor, (f, s, n, m, d) -> Lanes.subtract(d, Lanes.multiply(n, m, s), s)));
            table.add(indexed("SQRDMLAH", "000100", factor, DoublingProducts.accumulate(false)));
            table.add(indexed("SQRDMLSH", "000101", factor, DoublingProducts.accumulate(true)));
            table.add(indexed("SQDMULH", "111100", factor, DoublingProducts.high(false)));
            table.add(indexed("SQRDMULH", "111101", factor, DoublingProducts.high(true)));
            table.add(indexed("MUL", "111110", factor, (f, s, n, m, d) -> Lanes.multiply(n, m, s)));
        }
        return table;
    }

    private static Instruction indexed(String name, String opcode, IndexedFactor factor, LaneOperation operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_INDEXED,
                        name + " (indexed)",
                        "01000100 %s %s Zn:5 Zd:5".formatted(factor.pattern(), opcode))
                .feature(Feature.SVE2)
                .assembly("%s <Zd.%s>, <Zn.%s>, %s"
                        .formatted(name.toLowerCase(Locale.ROOT), factor.letter(), factor.letter(), factor.assembly()))
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    CumulativeSaturation flag = CumulativeSaturation.UNRECORDED;
                    long[] m = factor.broadcast(z, word);
                    int d = Fields.rd(word);
                    for (int i = 0; i < z.words(); i++) {
                        long n = z.word(Fields.rn(word), i);
                        z.setWord(d, i, operation.apply(flag, factor.size(), n, m[i], z.word(d, i)));
                    }
                });
    }
}
