package dev.realmstep.rmm.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * What a call was given.
 *
 * @param name in the specification
 * @param value in its register
 */
public record Operand(String name, long value) {
    /**
     * The operands of a call.
     *
     * @param names of X1 and up
     * @param register the value of a register by its number
     */
    public static List<Operand> of(List<String> names, IntToLongFunction register) {
        List<Operand> operands = new ArrayList<>(names.size());
        for (int n = 0; n < names.size(); n++) {
            operands.add(new Operand(names.get(n), register.applyAsLong(n + 1)));
        }
        return List.copyOf(operands);
    }

    @Override
    public String toString() {
        return "%s=0x%x".formatted(name, value);
    }
}
