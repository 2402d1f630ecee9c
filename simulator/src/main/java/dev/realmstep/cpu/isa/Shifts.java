package dev.realmstep.cpu.isa;

/** Shifted and extended operands (Arm ARM, ShiftReg and ExtendReg). */
public final class Shifts {
    private Shifts() {}

    /**
     * Shifts a 64-bit value.
     *
     * @param type 0 LSL, 1 LSR, 2 ASR, 3 ROR
     * @param amount of which the low 6 bits count
     */
    public static long shift64(long value, int type, int amount) {
        return switch (type) {
            case 0 -> value << amount;
            case 1 -> value >>> amount;
            case 2 -> value >> amount;
            default -> Long.rotateRight(value, amount);
        };
    }

    /** Shifts the low 32 bits of a value by the low 5 bits of an amount; the upper half of the result is zero. */
    public static long shift32(long value, int type, int amount) {
        int low = (int) value;
        int shifted = switch (type) {
            case 0 -> low << amount;
            case 1 -> low >>> amount;
            case 2 -> low >> amount;
            default -> Integer.rotateRight(low, amount);
        };
        return shifted & 0xFFFF_FFFFL;
    }

    /**
     * Extends the low byte, halfword, word or all of a value to 64 bits, then shifts it left.
     *
     * @param option 0 to 3 UXTB, UXTH, UXTW, UXTX; 4 to 7 SXTB, SXTH, SXTW, SXTX
     */
    public static long extend(long value, int option, int shift) {
        long extended = switch (option) {
            case 0 -> value & 0xFF;
            case 1 -> value & 0xFFFF;
            case 2 -> value & 0xFFFF_FFFFL;
            case 4 -> (byte) value;
            case 5 -> (short) value;
            case 6 -> (int) value;
            default -> value;
        };
        return extended << shift;
    }
}
