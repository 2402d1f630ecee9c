package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.AesRounds;
import java.util.List;

/** AES in each 128 bits, and RAX1 of SHA-3 (Arm ARM C4.1, SVE2 crypto extensions). */
public final class ScalableCryptography {
    private ScalableCryptography() {}

    /** What becomes of one half of a state. */
    @FunctionalInterface
    private interface Round {
        long half(long low, long high, int half);
    }

    public static List<Instruction> instructions() {
        return List.of(
                declare("AESMC", "00 10000011100 0 00000", Feature.SVE_AES)
                        .assembly("aesmc <Zd.B>, <Zd.B>")
                        .semantics(rounds((low, high, half) -> AesRounds.mixColumns(half == 0 ? low : high), false)),
                declare("AESIMC", "00 10000011100 1 00000", Feature.SVE_AES)
                        .assembly("aesimc <Zd.B>, <Zd.B>")
                        .semantics(rounds(
                                (low, high, half) -> AesRounds.inverseMixColumns(half == 0 ? low : high), false)),
                declare("AESE", "00 10001 0 11100 0 Zn:5", Feature.SVE_AES)
                        .assembly("aese <Zd.B>, <Zd.B>, <Zn.B>")
                        .semantics(rounds(AesRounds::encrypt, true)),
                declare("AESD", "00 10001 0 11100 1 Zn:5", Feature.SVE_AES)
                        .assembly("aesd <Zd.B>, <Zd.B>, <Zn.B>")
                        .semantics(rounds(AesRounds::decrypt, true)),
                declare("RAX1", "00 1 Zm:5 11110 1 Zn:5", Feature.SVE_SHA3)
                        .assembly("rax1 <Zd.D>, <Zn.D>, <Zm.D>")
                        .semantics(ScalableForms.three(3, (f, s, n, m, d) -> n ^ Long.rotateLeft(m, 1))));
    }

    private static Instruction.Builder declare(String name, String rest, Feature feature) {
        return ScalableInstruction.declare(InstructionClass.SVE_CRYPTOGRAPHIC, name, "01000101 " + rest + " Zd:5")
                .feature(feature);
    }

    private static Semantics rounds(Round round, boolean hasKey) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int d = Fields.rd(word);
            for (int i = 0; i < z.words(); i += 2) {
                long low = z.word(d, i) ^ (hasKey ? z.word(Fields.rn(word), i) : 0);
                long high = z.word(d, i + 1) ^ (hasKey ? z.word(Fields.rn(word), i + 1) : 0);
                z.setWord(d, i, round.half(low, high, 0));
                z.setWord(d, i + 1, round.half(low, high, 1));
            }
        };
    }
}
