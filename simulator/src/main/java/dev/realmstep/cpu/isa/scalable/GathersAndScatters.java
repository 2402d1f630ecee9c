package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.scalable.ElementAccess.Faults;
import java.util.ArrayList;
import java.util.List;

/** Loads and stores whose elements lie where a vector says (Arm ARM C4.1, SVE memory - 32-bit gather, 64-bit gather, scatter). */
public final class GathersAndScatters {
    private GathersAndScatters() {}

    public static List<Instruction> gathers() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : MemoryElement.values()) {
            if (form.size() == 2) {
                addGathers32(table, form);
            } else if (form.size() == 3) {
                addGathers64(table, form);
            }
        }
        return table;
    }

    private static void addGathers32(List<Instruction> table, MemoryElement form) {
        String msz = "1000010 " + Encoding.bits(form.memorySize(), 2);
        int u = form.signed() ? 0 : 1;
        for (int ff = 0; ff <= 1; ff++) {
            String opcode = " %d%d".formatted(u, ff);
            addGather(
                    table,
                    form,
                    ff,
                    VectorAddressing.EXTENDED_OFFSETS,
                    0,
                    msz + " xs 0 Zm:5 0" + opcode + " Pg:3 Rn:5");
            if (form.memorySize() > 0) {
                addGather(
                        table,
                        form,
                        ff,
                        VectorAddressing.EXTENDED_OFFSETS,
                        form.memorySize(),
                        msz + " xs 1 Zm:5 0" + opcode + " Pg:3 Rn:5");
            }
            addGather(
                    table,
                    form,
                    ff,
                    VectorAddressing.IMMEDIATE,
                    form.memorySize(),
                    msz + " 01 imm5:5 1" + opcode + " Pg:3 Zn:5");
        }
        table.add(nonTemporal(form, msz + " 00 Rm:5 10 " + u + " Pg:3 Zn:5 Zt:5"));
    }

    private static void addGathers64(List<Instruction> table, MemoryElement form) {
        String msz = "1100010 " + Encoding.bits(form.memorySize(), 2);
        int u = form.signed() ? 0 : 1;
        int scale = form.memorySize();
        for (int ff = 0; ff <= 1; ff++) {
            String opcode = " %d%d Pg:3".formatted(u, ff);
            addGather(table, form, ff, VectorAddressing.EXTENDED_OFFSETS, 0, msz + " xs 0 Zm:5 0" + opcode + " Rn:5");
            addGather(table, form, ff, VectorAddressing.OFFSETS, 0, msz + " 10 Zm:5 1" + opcode + " Rn:5");
            if (scale > 0) {
                addGather(
                        table,
                        form,
                        ff,
                        VectorAddressing.EXTENDED_OFFSETS,
                        scale,
                        msz + " xs 1 Zm:5 0" + opcode + " Rn:5");
                addGather(table, form, ff, VectorAddressing.OFFSETS, scale, msz + " 11 Zm:5 1" + opcode + " Rn:5");
            }
            addGather(table, form, ff, VectorAddressing.IMMEDIATE, scale, msz + " 01 imm5:5 1" + opcode + " Zn:5");
        }
        table.add(nonTemporal(form, msz + " 00 Rm:5 1 " + u + "0 Pg:3 Zn:5 Zt:5"));
    }

    private static void addGather(
            List<Instruction> table, MemoryElement form, int ff, VectorAddressing mode, int shift, String pattern) {
        String name = ff == 0 ? "LD1" : "LDFF1";
        table.add(declare(InstructionClass.SVE_GATHER, name, form, mode, pattern + " Zt:5")
                .assembly(gatherAssembly(name, form) + mode.assembly(form.letter(), shift))
                .semantics((element, word) -> {
                    ElementAccess.Addresses addresses = mode.addresses(element, word, form.size(), shift);
                    int g = ScalableInstruction.governing(word);
                    if (ff == 0) {
                        ElementAccess.load(element, Fields.rd(word), g, form, addresses);
                    } else {
                        ElementAccess.load(element, Fields.rd(word), g, form, addresses, Faults.FIRST_TAKEN);
                    }
                }));
    }

    private static Instruction nonTemporal(MemoryElement form, String pattern) {
        VectorAddressing mode = VectorAddressing.SCALAR;
        return declare(InstructionClass.SVE_GATHER, "LDNT1", form, mode, pattern)
                .feature(Feature.SVE2)
                .assembly(gatherAssembly("LDNT1", form) + mode.assembly(form.letter(), 0))
                .semantics((element, word) -> ElementAccess.load(
                        element,
                        Fields.rd(word),
                        ScalableInstruction.governing(word),
                        form,
                        mode.addresses(element, word, form.size(), 0)));
    }

    private static String gatherAssembly(String name, MemoryElement form) {
        return VectorAddressing.mnemonic(name, form) + " <zlist1:Zt." + form.letter() + ">, <Pg/z>, ";
    }

    public static List<Instruction> scatters() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : MemoryElement.values()) {
            if (form.size() >= 2 && !form.signed()) {
                addScatters(table, form);
            }
        }
        return table;
    }

    private static void addScatters(List<Instruction> table, MemoryElement form) {
        String msz = "1110010 " + Encoding.bits(form.memorySize(), 2);
        boolean is64 = form.size() == 3;
        int scale = form.memorySize();
        String first = is64 ? "0" : "1";
        addScatter(table, "ST1", form, VectorAddressing.EXTENDED_OFFSETS, 0, msz + first + "0 Zm:5 1 xs 0 Pg:3 Rn:5");
        if (scale > 0) {
            addScatter(
                    table,
                    "ST1",
                    form,
                    VectorAddressing.EXTENDED_OFFSETS,
                    scale,
                    msz + first + "1 Zm:5 1 xs 0 Pg:3 Rn:5");
        }
        if (is64) {
            addScatter(table, "ST1", form, VectorAddressing.OFFSETS, 0, msz + " 00 Zm:5 101 Pg:3 Rn:5");
            if (scale > 0) {
                addScatter(table, "ST1", form, VectorAddressing.OFFSETS, scale, msz + " 01 Zm:5 101 Pg:3 Rn:5");
            }
        }
        addScatter(
                table,
                "ST1",
                form,
                VectorAddressing.IMMEDIATE,
                scale,
                msz + (is64 ? " 10" : " 11") + " imm5:5 101 Pg:3 Zn:5");
        addScatter(
                table, "STNT1", form, VectorAddressing.SCALAR, 0, msz + (is64 ? " 00" : " 10") + " Rm:5 001 Pg:3 Zn:5");
    }

    private static void addScatter(
            List<Instruction> table,
            String name,
            MemoryElement form,
            VectorAddressing mode,
            int shift,
            String pattern) {
        table.add(declare(InstructionClass.SVE_SCATTER, name, form, mode, pattern + " Zt:5")
                .feature(name.equals("STNT1") ? Feature.SVE2 : Feature.SVE)
                .assembly(VectorAddressing.mnemonic(name, form) + " <zlist1:Zt." + form.letter() + ">, <Pg>, "
                        + mode.assembly(form.letter(), shift))
                .semantics((element, word) -> ElementAccess.store(
                        element,
                        Fields.rd(word),
                        ScalableInstruction.governing(word),
                        form,
                        mode.addresses(element, word, form.size(), shift))));
    }

    private static Instruction.Builder declare(
            InstructionClass instructionClass, String name, MemoryElement form, VectorAddressing mode, String pattern) {
        return ScalableInstruction.declare(instructionClass, name + form.suffix() + mode.mode(), pattern);
    }
}
