package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hints that memory will be used, which this machine without caches need not follow (Arm ARM C4.1, SVE prefetch). */
public final class Prefetches {
    private static final String[] SIZES = {"B", "H", "W", "D"};

    private Prefetches() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (int size = 0; size < SIZES.length; size++) {
            String msz = Encoding.bits(size, 2);
            String scalarShift = size == 0 ? "" : ", lsl #" + size;
            table.add(declare(size, "1000010 11 1 imm6:6 0 " + msz + " Pg:3 Rn:5", "[<Xn|SP>{, #<s?:imm6>, mul vl}]"));
            table.add(ScalableInstruction.declare(
                            InstructionClass.SVE_PREFETCH,
                            "PRF" + SIZES[size],
                            "1000010 " + msz + " 00 Rm:5 110 Pg:3 Rn:5 0 prfop:4")
                    .allocatedWhen(word -> Fields.rm(word) != 31)
                    .assembly(assembly(size) + "[<Xn|SP>, <Xm>" + scalarShift + "]")
                    .semantics((element, word) -> {}));
            addVectors(table, size, msz);
        }
        return table;
    }

    private static void addVectors(List<Instruction> table, int size, String msz) {
        String extended = VectorAddressing.EXTENDED_OFFSETS.assembly("S", size);
        String unpacked = VectorAddressing.EXTENDED_OFFSETS.assembly("D", size);
        table.add(declare(size, "1000010 00 xs 1 Zm:5 0 " + msz + " Pg:3 Rn:5", extended));
        table.add(declare(size, "1100010 00 xs 1 Zm:5 0 " + msz + " Pg:3 Rn:5", unpacked));
        table.add(declare(
                size, "1100010 00 11 Zm:5 1 " + msz + " Pg:3 Rn:5", VectorAddressing.OFFSETS.assembly("D", size)));
        table.add(declare(
                size, "1000010 " + msz + " 00 imm5:5 111 Pg:3 Zn:5", VectorAddressing.IMMEDIATE.assembly("S", size)));
        table.add(declare(
                size, "1100010 " + msz + " 00 imm5:5 111 Pg:3 Zn:5", VectorAddressing.IMMEDIATE.assembly("D", size)));
    }

    private static String assembly(int size) {
        return "prf" + SIZES[size].toLowerCase(Locale.ROOT) + " <scalablePrefetch>, <Pg>, ";
    }

    private static Instruction declare(int size, String pattern, String address) {
        return ScalableInstruction.declare(InstructionClass.SVE_PREFETCH, "PRF" + SIZES[size], pattern + " 0 prfop:4")
                .assembly(assembly(size) + address)
                .semantics((element, word) -> {});
    }
}
