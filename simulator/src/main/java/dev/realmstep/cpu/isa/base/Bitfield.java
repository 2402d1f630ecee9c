package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** SBFM, BFM and UBFM, with the many shifts and extensions that are aliases of them (Arm ARM C4.1, Bitfield). */
public final class Bitfield {
    private Bitfield() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("SBFM", "sf 00 100110 N immr:6 imms:6 Rn:5 Rd:5")
                        .alias("asr <Rd>, <Rn>, #<d:immr>", Bitfield::endsAtTopBit)
                        .alias("sxtb <Rd>, <Wn>", word -> Fields.immr(word) == 0 && Fields.imms(word) == 7)
                        .alias("sxth <Rd>, <Wn>", word -> Fields.immr(word) == 0 && Fields.imms(word) == 15)
                        .alias("sxtw <Rd>, <Wn>", word -> Fields.immr(word) == 0 && Fields.imms(word) == 31)
                        .alias("sbfiz <Rd>, <Rn>, #<bitfieldLsb>, #<bitfieldWidth>", Bitfield::inserts)
                        .assembly("sbfx <Rd>, <Rn>, #<d:immr>, #<extractWidth>")
                        .semantics(Bitfield::sbfm),
                declare("BFM", "sf 01 100110 N immr:6 imms:6 Rn:5 Rd:5")
                        .alias(
                                "bfc <Rd>, #<bitfieldLsb>, #<bitfieldWidth>",
                                word -> inserts(word) && Fields.rn(word) == 31)
                        .alias("bfi <Rd>, <Rn>, #<bitfieldLsb>, #<bitfieldWidth>", Bitfield::inserts)
                        .assembly("bfxil <Rd>, <Rn>, #<d:immr>, #<extractWidth>")
                        .semantics(Bitfield::bfm),
                declare("UBFM", "sf 10 100110 N immr:6 imms:6 Rn:5 Rd:5")
                        .alias("lsr <Rd>, <Rn>, #<d:immr>", Bitfield::endsAtTopBit)
                        .alias("lsl <Rd>, <Rn>, #<bitfieldLsb>", word -> Fields.imms(word) + 1 == Fields.immr(word))
                        .alias("uxtb <Rd>, <Rn>", word -> isWordExtract(word) && Fields.imms(word) == 7)
                        .alias("uxth <Rd>, <Rn>", word -> isWordExtract(word) && Fields.imms(word) == 15)
                        .alias("ubfiz <Rd>, <Rn>, #<bitfieldLsb>, #<bitfieldWidth>", Bitfield::inserts)
                        .assembly("ubfx <Rd>, <Rn>, #<d:immr>, #<extractWidth>")
                        .semantics(Bitfield::ubfm));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.BITFIELD, name, pattern).allocatedWhen(Bitfield::isAllocated);
    }

    private static boolean isAllocated(int word) {
        boolean is64 = Fields.sf(word);
        return Fields.bit(word, 22) == is64 && (is64 || (Fields.immr(word) < 32 && Fields.imms(word) < 32));
    }

    private static int topBit(int word) {
        return Fields.sf(word) ? 63 : 31;
    }

    private static boolean endsAtTopBit(int word) {
        return Fields.imms(word) == topBit(word);
    }

    private static boolean inserts(int word) {
        return Fields.imms(word) < Fields.immr(word);
    }

    private static boolean isWordExtract(int word) {
        return !Fields.sf(word) && Fields.immr(word) == 0;
    }

    /**
     * UBFM: bits [imms:immr] of a value moved down to bit 0, or its low imms + 1 bits moved up by size - immr; zeroes around.
     *
     * @param size of the registers, 32 or 64 bits
     */
    public static long unsignedMove(long value, int immr, int imms, int size) {
        return imms >= immr
                ? value << (63 - imms) >>> (63 - imms + immr)
                : value << (63 - imms) >>> (63 - imms) << (size - immr);
    }

    /** SBFM: as {@link #unsignedMove}, with copies of the field's top bit above it, to bit 63. */
    public static long signedMove(long value, int immr, int imms, int size) {
        return imms >= immr
                ? value << (63 - imms) >> (63 - imms + immr)
                : value << (63 - imms) >> (63 - imms) << (size - immr);
    }

    /** BFM: as {@link #unsignedMove}, with the bits of another value around the field. */
    public static long insert(long value, long into, int immr, int imms, int size) {
        long field = unsignedMove(-1L, immr, imms, size);
        return unsignedMove(value, immr, imms, size) | (into & ~field);
    }

    private static void set(ProcessingElement element, int word, long result) {
        element.setX(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }

    private static void sbfm(ProcessingElement element, int word) {
        set(
                element,
                word,
                signedMove(element.x(Fields.rn(word)), Fields.immr(word), Fields.imms(word), topBit(word) + 1));
    }

    private static void bfm(ProcessingElement element, int word) {
        long value = element.x(Fields.rn(word));
        long into = element.x(Fields.rd(word));
        set(element, word, insert(value, into, Fields.immr(word), Fields.imms(word), topBit(word) + 1));
    }

    private static void ubfm(ProcessingElement element, int word) {
        set(
                element,
                word,
                unsignedMove(element.x(Fields.rn(word)), Fields.immr(word), Fields.imms(word), topBit(word) + 1));
    }
}
