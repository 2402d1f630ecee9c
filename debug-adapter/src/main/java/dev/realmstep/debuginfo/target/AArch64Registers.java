package dev.realmstep.debuginfo.target;

import java.util.OptionalInt;

/** The DWARF numbers of the registers (DWARF for the Arm 64-bit Architecture, section 4.1). */
public final class AArch64Registers {
    /** X29, the frame pointer. */
    public static final int FP = 29;
    /** X30, the link register. */
    public static final int LR = 30;

    public static final int SP = 31;
    public static final int PC = 32;
    /** Whether the return address is signed at this point of the function; a number for unwinding rules only. */
    public static final int RA_SIGN_STATE = 34;

    /** How many registers {@link #number} knows: X0 to X30, SP and PC. */
    public static final int COUNT = 33;

    private AArch64Registers() {}

    /** The name of a register as the architecture writes it, in lower case. */
    public static String name(int number) {
        return switch (number) {
            case SP -> "sp";
            case PC -> "pc";
            default -> "x" + number;
        };
    }

    /** The number of {@code x0} to {@code x30}, {@code sp}, {@code pc}, {@code fp} or {@code lr}. */
    public static OptionalInt number(String name) {
        return switch (name) {
            case "sp" -> OptionalInt.of(SP);
            case "pc" -> OptionalInt.of(PC);
            case "fp" -> OptionalInt.of(FP);
            case "lr" -> OptionalInt.of(LR);
            default ->
                name.matches("x([0-9]|[12][0-9]|30)")
                        ? OptionalInt.of(Integer.parseInt(name.substring(1)))
                        : OptionalInt.empty();
        };
    }
}
