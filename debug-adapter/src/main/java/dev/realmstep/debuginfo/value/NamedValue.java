package dev.realmstep.debuginfo.value;

/**
 * A part of a value.
 *
 * @param name of a member; {@code [n]} for an element; {@code *} for what a pointer points at; empty for an unnamed
 *     structure or union
 */
public record NamedValue(String name, Value value) {}
