package dev.realmstep.debugger;

/**
 * A number that an expression has come to.
 *
 * @param number extended to 64 bits as its type says
 * @param bytes that its type has, 1 to 8
 */
public record Scalar(long number, int bytes) {}
