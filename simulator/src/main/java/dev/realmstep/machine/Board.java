package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.device.gic.GenericInterruptController;
import dev.realmstep.monitor.SecureMonitor;
import java.util.List;

/**
 * The hardware put together.
 *
 * @param elements the processing elements, by index
 * @param engine what executes their instructions
 * @param time of the whole machine
 * @param interruptController of the whole machine
 * @param monitor at EL3
 */
record Board(
        List<ProcessingElement> elements,
        Engine engine,
        MachineTime time,
        GenericInterruptController interruptController,
        SecureMonitor monitor) {
    Board {
        elements = List.copyOf(elements);
    }
}
