package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** EXTR: a register's worth of bits out of a pair of registers (Arm ARM C4.1, Extract). */
public final class Extract {
    private Extract() {}

    public static List<Instruction> instructions() {
        return List.of(Instruction.declare(InstructionClass.EXTRACT, "EXTR", "sf 00 100111 N 0 Rm:5 imms:6 Rn:5 Rd:5")
                .allocatedWhen(Extract::isAllocated)
                .alias("ror <Rd>, <Rn>, #<d:imms>", word -> Fields.rn(word) == Fields.rm(word))
                .assembly("extr <Rd>, <Rn>, <Rm>, #<d:imms>")
                .semantics(Extract::extr));
    }

    private static boolean isAllocated(int word) {
        return Fields.bit(word, 22) == Fields.sf(word) && (Fields.sf(word) || !Fields.bit(word, 15));
    }

    /** The bits [lsb + 63 : lsb] of high:low. */
    public static long extract64(long high, long low, int lsb) {
        return lsb == 0 ? low : low >>> lsb | high << (Long.SIZE - lsb);
    }

    /** The bits [lsb + 31 : lsb] of the low words of high:low. */
    public static long extract32(long high, long low, int lsb) {
        return (high << Integer.SIZE | (low & 0xFFFF_FFFFL)) >>> lsb & 0xFFFF_FFFFL;
    }

    private static void extr(ProcessingElement element, int word) {
        long high = element.x(Fields.rn(word));
        long low = element.x(Fields.rm(word));
        int lsb = Fields.bits(word, 10, 6);
        element.setX(Fields.rd(word), Fields.sf(word) ? extract64(high, low, lsb) : extract32(high, low, lsb));
    }
}
