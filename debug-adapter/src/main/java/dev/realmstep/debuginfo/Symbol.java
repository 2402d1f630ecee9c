package dev.realmstep.debuginfo;

/**
 * A symbol of the program.
 *
 * @param address where it is in the running program
 * @param size in bytes, 0 when unknown
 * @param isFunction whether it is a function rather than data or a mere label
 */
public record Symbol(String name, long address, long size, boolean isFunction) {}
