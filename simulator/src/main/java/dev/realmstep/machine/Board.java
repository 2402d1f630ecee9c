package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import java.util.List;

/**
 * The hardware put together.
 *
 * @param elements the processing elements, by index
 * @param engine what executes their instructions
 * @param time of the whole machine
 */
record Board(List<ProcessingElement> elements, Engine engine, MachineTime time) {
    Board {
        elements = List.copyOf(elements);
    }
}
