package dev.realmstep.rmm.refusal;

/**
 * Why a call was refused.
 *
 * @param condition the failure condition by the specification's name, as in {@code rd_state}
 * @param operand the operand that it is about, as in {@code rd}
 * @param value of the operand
 * @param found what was found instead, for people
 */
public record Refusal(String condition, String operand, long value, String found) {
    @Override
    public String toString() {
        return "%s: %s = 0x%x: %s".formatted(condition, operand, value, found);
    }
}
