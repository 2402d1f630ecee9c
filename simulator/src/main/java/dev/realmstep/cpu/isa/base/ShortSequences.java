package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** ABS, CNT, CTZ, and maxima and minima of general registers (FEAT_CSSC, Arm ARM C3.4). */
public final class ShortSequences {
    private ShortSequences() {}

    /** Maxima and minima, in the order of their opcodes. */
    private enum Extremum {
        SMAX,
        UMAX,
        SMIN,
        UMIN;

        /** Of two values of 64 bits, or of 32 that are extended by the sign for a signed one, else by zeros. */
        private long of(long a, long b) {
            return switch (this) {
                case SMAX -> Math.max(a, b);
                case UMAX -> Long.compareUnsigned(a, b) > 0 ? a : b;
                case SMIN -> Math.min(a, b);
                case UMIN -> Long.compareUnsigned(a, b) < 0 ? a : b;
            };
        }

        private boolean isSigned() {
            return this == SMAX || this == SMIN;
        }
    }

    public static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>(List.of(
                declareOne("ctz", "000110")
                        .semantics((element, word) -> set(element, word, trailingZeros(element, word))),
                declareOne("cnt", "000111")
                        .semantics((element, word) ->
                                set(element, word, Long.bitCount(value(element, word, Fields.rn(word), false)))),
                declareOne("abs", "001000")
                        .semantics((element, word) ->
                                set(element, word, Math.abs(value(element, word, Fields.rn(word), true))))));
        for (Extremum extremum : Extremum.values()) {
            instructions.add(ofRegisters(extremum));
            instructions.add(ofImmediate(extremum));
        }
        return instructions;
    }

    private static Instruction.Builder declareOne(String mnemonic, String opcode) {
        return declare(mnemonic.toUpperCase(Locale.ROOT), "sf 101101011000000 " + opcode + " Rn:5 Rd:5")
                .assembly(mnemonic + " <Rd>, <Rn>");
    }

    private static Instruction ofRegisters(Extremum extremum) {
        String mnemonic = extremum.name().toLowerCase(Locale.ROOT);
        String opcode = Encoding.bits(extremum.ordinal(), 2);
        return declare(extremum.name() + " (register)", "sf 0011010110 Rm:5 0110 " + opcode + " Rn:5 Rd:5")
                .assembly(mnemonic + " <Rd>, <Rn>, <Rm>")
                .semantics((element, word) -> {
                    long first = value(element, word, Fields.rn(word), extremum.isSigned());
                    long second = value(element, word, Fields.rm(word), extremum.isSigned());
                    set(element, word, extremum.of(first, second));
                });
    }

    private static Instruction ofImmediate(Extremum extremum) {
        String mnemonic = extremum.name().toLowerCase(Locale.ROOT);
        String opcode = Encoding.bits(extremum.ordinal(), 2);
        return declare(extremum.name() + " (immediate)", "sf 00100011100 " + opcode + " imm8:8 Rn:5 Rd:5")
                .assembly(mnemonic + " <Rd>, <Rn>, #<" + (extremum.isSigned() ? "s" : "d") + ":imm8>")
                .semantics((element, word) -> {
                    long immediate = extremum.isSigned() ? Fields.signedBits(word, 10, 8) : Fields.bits(word, 10, 8);
                    long first = value(element, word, Fields.rn(word), extremum.isSigned());
                    set(element, word, extremum.of(first, immediate));
                });
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.SHORT_SEQUENCE, name, pattern)
                .feature(Feature.CSSC);
    }

    private static long value(ProcessingElement element, int word, int register, boolean signed) {
        if (Fields.sf(word)) {
            return element.x(register);
        }
        return signed ? (int) element.x(register) : element.w(register);
    }

    private static long trailingZeros(ProcessingElement element, int word) {
        long value = element.x(Fields.rn(word));
        return Fields.sf(word) ? Long.numberOfTrailingZeros(value) : Integer.numberOfTrailingZeros((int) value);
    }

    private static void set(ProcessingElement element, int word, long result) {
        if (Fields.sf(word)) {
            element.setX(Fields.rd(word), result);
        } else {
            element.setW(Fields.rd(word), result);
        }
    }
}
