package dev.realmstep.host;

import dev.realmstep.memory.PhysicalMemory;

/**
 * Where the normal world finds the hardware that it drives.
 *
 * @param ram the normal world's, from which realms are made
 * @param distributor physical address of the interrupt controller's GICD
 * @param redistributors physical address of its first GICR frame
 */
public record HostHardware(PhysicalMemory ram, long distributor, long redistributors) {}
