package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.value.Value;

/**
 * A variable that can be seen from a stack frame.
 *
 * @param line where it is declared, 0 when unknown
 */
public record Variable(String name, Value value, int line) {}
