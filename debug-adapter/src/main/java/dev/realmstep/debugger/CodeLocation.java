package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;

/**
 * An instruction.
 *
 * @param world whose software it belongs to
 * @param address as that software uses it
 */
public record CodeLocation(SecurityState world, long address) {}
