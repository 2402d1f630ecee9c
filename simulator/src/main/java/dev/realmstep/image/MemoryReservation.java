package dev.realmstep.image;

/**
 * Memory that a device tree's reader must leave alone: an entry of the memory reservation block.
 *
 * @param address physical, in bytes
 * @param size in bytes
 */
public record MemoryReservation(long address, long size) {}
