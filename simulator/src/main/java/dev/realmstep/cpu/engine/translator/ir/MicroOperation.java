package dev.realmstep.cpu.engine.translator.ir;

import java.util.Locale;

/**
 * One step of a block.
 *
 * @param width of the operation in bits, 32 or 64; of a vector the bits that count, the rest of the result becomes zero
 * @param target operand that is written, or {@link Operand#NONE}
 * @param first operand a
 * @param second operand b, or {@link Operand#IMMEDIATE}
 * @param access an {@link Access} of loads and stores, of vectors the logarithm of an element's bytes, or what {@link Opcode}
 *     says
 */
public record MicroOperation(Opcode opcode, int width, int target, int first, int second, int access, long immediate) {
    /** The immediate of {@link Opcode#CONDITIONAL_COMPARE}. */
    public static int conditionalCompare(int condition, int nzcv) {
        return condition | nzcv << 4;
    }

    @Override
    public String toString() {
        return "%s%d %s, %s, %s #0x%x"
                .formatted(
                        opcode.name().toLowerCase(Locale.ROOT),
                        width,
                        Operand.text(target, immediate),
                        Operand.text(first, immediate),
                        Operand.text(second, immediate),
                        immediate);
    }
}
