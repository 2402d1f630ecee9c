package dev.realmstep.machine;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.List;

/**
 * Registers of a device that does something by itself at a time, which a store may have moved: the engine's budget was
 * made for what was to come before, so that it has to return.
 */
record TimedRegisters(MemoryMappedDevice device, List<ProcessingElement> elements) implements MemoryMappedDevice {
    TimedRegisters {
        elements = List.copyOf(elements);
    }

    @Override
    public long read(long offset, int bytes) {
        return device.read(offset, bytes);
    }

    @Override
    public void write(long offset, int bytes, long value) {
        device.write(offset, bytes, value);
        elements.forEach(ProcessingElement::requestAttention);
    }
}
