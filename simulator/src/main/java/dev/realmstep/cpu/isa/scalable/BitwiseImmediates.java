package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.BitMasks;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;

/** Logic with bitmask immediates (Arm ARM C4.1, SVE bitwise immediate). */
public final class BitwiseImmediates {
    private BitwiseImmediates() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("ORR (immediate)", "00", (d, mask) -> d | mask),
                declare("EOR (immediate)", "01", (d, mask) -> d ^ mask),
                declare("AND (immediate)", "10", (d, mask) -> d & mask),
                builder("DUPM", "11")
                        .alias("mov <maskedD>, #<mask>", BitwiseImmediates::isBestWrittenAsMask)
                        .assembly("dupm <maskedD>, #<mask>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            for (int i = 0; i < z.words(); i++) {
                                z.setWord(Fields.rd(word), i, mask(word));
                            }
                        }));
    }

    private static Instruction.Builder builder(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_BITWISE_IMMEDIATE,
                        name,
                        "00000101 %s 0000 N immr:6 imms:6 Zd:5".formatted(opcode))
                .allocatedWhen(word -> !BitMasks.isReserved(Fields.bits(word, 17, 1), Fields.bits(word, 5, 6)));
    }

    private static Instruction declare(String name, String opcode, LongBinaryOperator operation) {
        return builder(name, opcode)
                .assembly(name.substring(0, 3).toLowerCase(Locale.ROOT) + " <maskedD>, <maskedD>, #<mask>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int d = Fields.rd(word);
                    for (int i = 0; i < z.words(); i++) {
                        z.setWord(d, i, operation.applyAsLong(z.word(d, i), mask(word)));
                    }
                });
    }

    private static long mask(int word) {
        return BitMasks.decode(Fields.bits(word, 17, 1), Fields.bits(word, 11, 6), Fields.bits(word, 5, 6));
    }

    /** Whether DUP (immediate) could not say the same (Arm ARM, SVEMoveMaskPreferred). */
    private static boolean isBestWrittenAsMask(int word) {
        long mask = mask(word);
        int low = (int) mask;
        short lowest = (short) mask;
        boolean words = mask >>> 32 == (mask & 0xFFFF_FFFFL);
        boolean halfwords = words && low >>> 16 == (low & 0xFFFF);
        if ((mask & 0xFF) != 0) {
            return mask != (byte) mask
                    && !(words && low == (byte) low)
                    && !(halfwords && lowest == (byte) lowest)
                    && !(halfwords && (lowest >>> 8 & 0xFF) == (lowest & 0xFF));
        }
        return mask != lowest && !(words && low == lowest) && !halfwords;
    }
}
