package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;

/** What a load or store does once its address is known: a method for each size, since this is where programs spend their time. */
@FunctionalInterface
interface Transfer {
    /** Moves between memory at a virtual address and a general register, 31 being the zero register. */
    void move(ProcessingElement element, int register, long address);
}
