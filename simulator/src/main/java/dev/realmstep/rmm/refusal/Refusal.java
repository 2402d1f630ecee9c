package dev.realmstep.rmm.refusal;

/**
 * Why a call was refused.
 *
 * @param condition the failure condition by the specification's name, as in {@code rd_state}
 * @param operand the operand that it is about, as in {@code rd}, or a field of the structure that the operand points to
 * @param value of the operand
 * @param found the state that was found
 * @param explanation what is wrong with that, for people
 */
public record Refusal(String condition, String operand, long value, FoundState found, String explanation) {
    /** A refusal of an operand for its value alone. */
    public static Refusal ofValue(String condition, String operand, long value, String explanation) {
        return new Refusal(condition, operand, value, FoundState.operand("0x%x".formatted(value)), explanation);
    }

    @Override
    public String toString() {
        return "%s: %s = 0x%x: %s".formatted(condition, operand, value, explanation);
    }
}
