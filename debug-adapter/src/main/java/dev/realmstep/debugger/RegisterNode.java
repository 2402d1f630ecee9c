package dev.realmstep.debugger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * A register as a value to look at.
 *
 * @param name as the assembler writes it
 * @param value as text
 * @param writer takes a new value; empty if it cannot be changed here
 */
record RegisterNode(String name, String value, Optional<LongConsumer> writer) implements VariableNode {
    static RegisterNode readOnly(String name, String value) {
        return new RegisterNode(name, value, Optional.empty());
    }

    static RegisterNode changeable(String name, String value, LongConsumer writer) {
        return new RegisterNode(name, value, Optional.of(writer));
    }

    @Override
    public String type() {
        return "";
    }

    @Override
    public boolean hasChildren() {
        return false;
    }

    @Override
    public List<VariableNode> children() {
        return List.of();
    }

    @Override
    public OptionalLong address() {
        return OptionalLong.empty();
    }

    @Override
    public void assign(String expression) throws EvaluationException {
        LongConsumer changeable = writer.orElseThrow(() -> new EvaluationException(name + " cannot be changed here"));
        changeable.accept(number(expression.strip().replace("_", "")));
    }

    private long number(String text) throws EvaluationException {
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EvaluationException("`%s` is not a number".formatted(text));
        }
    }
}
