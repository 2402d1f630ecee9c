package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;

/** MOVI, MVNI, and ORR and BIC with an immediate (Arm ARM C4.1, Advanced SIMD modified immediate). */
public final class ModifiedImmediate {
    private ModifiedImmediate() {}

    public static List<Instruction> instructions() {
        String shiftedWord = " <Vd.xS>, #<immediate8>{, <wordShift>}";
        String shiftedHalfword = " <Vd.xH>, #<immediate8>{, <halfwordShift>}";
        Semantics move = move(0);
        Semantics moveInverted = move(-1);
        return List.of(
                declare("MOVI", "Q 0", "0 shift:2 0", shiftedWord, move),
                declare("MVNI", "Q 1", "0 shift:2 0", shiftedWord, moveInverted),
                declare("ORR", "Q 0", "0 shift:2 1", shiftedWord, ModifiedImmediate::or),
                declare("BIC", "Q 1", "0 shift:2 1", shiftedWord, ModifiedImmediate::clear),
                declare("MOVI", "Q 0", "10 shift 0", shiftedHalfword, move),
                declare("MVNI", "Q 1", "10 shift 0", shiftedHalfword, moveInverted),
                declare("ORR", "Q 0", "10 shift 1", shiftedHalfword, ModifiedImmediate::or),
                declare("BIC", "Q 1", "10 shift 1", shiftedHalfword, ModifiedImmediate::clear),
                declare("MOVI", "Q 0", "110 shift", " <Vd.xS>, #<immediate8>, <onesShift>", move),
                declare("MVNI", "Q 1", "110 shift", " <Vd.xS>, #<immediate8>, <onesShift>", moveInverted),
                declare("MOVI", "Q 0", "1110", " <Vd.xB>, #<immediate8>", move),
                declare("MOVI", "0 1", "1110", " <Dd>, #<byteMask>", move),
                declare("MOVI", "1 1", "1110", " <Vd.2D>, #<byteMask>", move));
    }

    private static Instruction declare(String name, String qop, String cmode, String operands, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_MODIFIED_IMMEDIATE,
                        name,
                        "0 %s 0111100000 abc:3 %s 01 defgh:5 Rd:5".formatted(qop, cmode))
                .assembly(name.toLowerCase(Locale.ROOT) + operands)
                .semantics(semantics);
    }

    /** @param inversion what the immediate is combined with by exclusive or: all ones to invert it */
    private static Semantics move(long inversion) {
        return (element, word) -> {
            long half = expand(word) ^ inversion;
            element.vectors().set(Fields.rd(word), half, VectorForms.isWhole(word) ? half : 0);
        };
    }

    private static void or(ProcessingElement element, int word) {
        VectorRegisters v = element.vectors();
        int d = Fields.rd(word);
        long half = expand(word);
        v.set(d, v.low(d) | half, VectorForms.isWhole(word) ? v.high(d) | half : 0);
    }

    private static void clear(ProcessingElement element, int word) {
        VectorRegisters v = element.vectors();
        int d = Fields.rd(word);
        long half = expand(word);
        v.set(d, v.low(d) & ~half, VectorForms.isWhole(word) ? v.high(d) & ~half : 0);
    }

    /** The immediate in each half of the register, by cmode (Arm ARM, AdvSIMDExpandImm). */
    public static long expand(int word) {
        int cmode = Fields.bits(word, 12, 4);
        long abc = Fields.bits(word, 16, 3);
        long imm8 = abc << 5 | Fields.bits(word, 5, 5);
        return switch (cmode >>> 1) {
            case 0, 1, 2, 3 -> Lanes.replicate(imm8 << (8 * (cmode >>> 1)), 2);
            case 4, 5 -> Lanes.replicate(imm8 << (8 * (cmode >>> 1 & 1)), 1);
            case 6 -> Lanes.replicate((cmode & 1) == 0 ? imm8 << 8 | 0xFF : imm8 << 16 | 0xFFFF, 2);
            default -> Fields.bit(word, 29) ? byteMask(imm8) : Lanes.replicate(imm8, 0);
        };
    }

    /** A byte of ones for each bit that is set. */
    private static long byteMask(long imm8) {
        long mask = 0;
        for (int i = 0; i < 8; i++) {
            mask |= ((imm8 >>> i & 1) * 0xFF) << (8 * i);
        }
        return mask;
    }
}
