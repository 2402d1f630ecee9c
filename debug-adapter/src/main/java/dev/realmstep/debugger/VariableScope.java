package dev.realmstep.debugger;

import java.util.List;
import java.util.function.Supplier;

/**
 * A group of values that belong to a frame.
 *
 * @param name for people
 * @param hint "arguments", "locals" or "registers", as the Debug Adapter Protocol has them
 * @param expensive whether a client should not ask for the values unless the user does
 * @param variables reads the values
 */
public record VariableScope(String name, String hint, boolean expensive, Supplier<List<VariableNode>> variables) {}
