package dev.realmstep.debugger;

import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A value of the program to look at.
 *
 * @param name of the variable or member, or the expression
 * @param content the value
 * @param frame in which new values for it are understood
 */
record ValueNode(String name, Value content, Frame frame) implements VariableNode {
    /** Larger arrays are looked at in parts. */
    private static final int MOST_CHILDREN = 1000;

    @Override
    public String value() {
        return content.text();
    }

    @Override
    public String type() {
        return content.type().name();
    }

    @Override
    public boolean hasChildren() {
        return content.hasChildren();
    }

    @Override
    public List<VariableNode> children() {
        try {
            return content.children(0, MOST_CHILDREN).stream()
                    .<VariableNode>map(child -> new ValueNode(child.name(), child.value(), frame))
                    .toList();
        } catch (ValueException e) {
            return List.of(); // the value's own text says what is wrong with it
        }
    }

    @Override
    public OptionalLong address() {
        return content.address();
    }

    @Override
    public void assign(String expression) throws EvaluationException {
        long number = Values.address(expression, frame);
        try {
            content.assign(number);
        } catch (ValueException e) {
            throw new EvaluationException(String.valueOf(e.getMessage()));
        }
    }
}
