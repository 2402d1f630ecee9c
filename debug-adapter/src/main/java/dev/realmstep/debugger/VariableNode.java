package dev.realmstep.debugger;

import java.util.List;
import java.util.OptionalLong;

/** A value to look at: a variable, a member of one, a register, or a group of registers. */
public interface VariableNode {
    String name();

    /** The value as a C debugger writes it; one line. */
    String value();

    /** The type's name; empty if it has none. */
    String type();

    boolean hasChildren();

    /** Members, elements, or what a pointer points to; read when asked for. */
    List<VariableNode> children();

    /** The virtual address of the value, if it is in memory, or the one that it points to. */
    OptionalLong address();

    /**
     * Changes the value.
     *
     * @param expression a number or an expression in C
     * @throws EvaluationException if the value cannot be changed, or not to that
     */
    void assign(String expression) throws EvaluationException;
}
