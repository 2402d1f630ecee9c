package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** RMIF, SETF8, SETF16 and, of the system instructions, CFINV, AXFLAG and XAFLAG (FEAT_FlagM, FEAT_FlagM2). */
public final class FlagManipulation {
    private FlagManipulation() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("RMIF", "10111010000 imm6:6 00001 Rn:5 0 mask:4")
                        .assembly("rmif <Xn>, #<d:imm6>, #<d:mask>")
                        .semantics(FlagManipulation::rmif),
                declare("SETF8", "00111010000000000 0 0010 Rn:5 01101")
                        .assembly("setf8 <Wn>")
                        .semantics((element, word) -> setFlagsOf(element, word, 8)),
                declare("SETF16", "00111010000000000 1 0010 Rn:5 01101")
                        .assembly("setf16 <Wn>")
                        .semantics((element, word) -> setFlagsOf(element, word, 16)),
                declare("CFINV", "1101010100000000010000000001 1111")
                        .assembly("cfinv")
                        .semantics((element, word) ->
                                element.state().setNzcv(element.state().nzcv() ^ ProcessState.C)),
                declare("XAFLAG", "1101010100000000010000000011 1111")
                        .feature(Feature.FLAGM2)
                        .assembly("xaflag")
                        .semantics((element, word) -> element.state()
                                .setNzcv(fromExternal(element.state().nzcv()))),
                declare("AXFLAG", "1101010100000000010000000101 1111")
                        .feature(Feature.FLAGM2)
                        .assembly("axflag")
                        .semantics((element, word) -> element.state()
                                .setNzcv(toExternal(element.state().nzcv()))));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.FLAG_MANIPULATION, name, pattern)
                .feature(Feature.FLAGM);
    }

    private static void rmif(ProcessingElement element, int word) {
        int rotated = (int) Long.rotateRight(element.x(Fields.rn(word)), Fields.bits(word, 15, 6));
        int mask = word & 0xF;
        ProcessState state = element.state();
        state.setNzcv((state.nzcv() & ~mask) | (rotated & mask));
    }

    private static void setFlagsOf(ProcessingElement element, int word, int bits) {
        ProcessState state = element.state();
        state.setNzcv(flagsOfNarrow((int) element.x(Fields.rn(word)), bits) | (state.nzcv() & ProcessState.C));
    }

    /** SETF8 and SETF16: N, Z and V as of a sum whose result has so many bits; C is left out. */
    public static int flagsOfNarrow(int value, int bits) {
        int top = value << (Integer.SIZE - bits);
        int overflow = (value >>> bits ^ value >>> (bits - 1)) & 1;
        return (top < 0 ? ProcessState.N : 0) | (top == 0 ? ProcessState.Z : 0) | overflow;
    }

    /** XAFLAG: the Arm form of a floating-point comparison's flags, from the external form. */
    public static int fromExternal(int nzcv) {
        boolean z = (nzcv & ProcessState.Z) != 0;
        boolean c = (nzcv & ProcessState.C) != 0;
        return (!c && !z ? ProcessState.N : 0)
                | (z && c ? ProcessState.Z : 0)
                | (c || z ? ProcessState.C : 0)
                | (!c && z ? ProcessState.V : 0);
    }

    /** AXFLAG: the external form of a floating-point comparison's flags, from the Arm form. */
    public static int toExternal(int nzcv) {
        boolean unordered = (nzcv & ProcessState.V) != 0;
        boolean zero = (nzcv & ProcessState.Z) != 0 || unordered;
        boolean carry = (nzcv & ProcessState.C) != 0 && !unordered;
        return (zero ? ProcessState.Z : 0) | (carry ? ProcessState.C : 0);
    }
}
