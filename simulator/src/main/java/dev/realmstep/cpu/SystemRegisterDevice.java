package dev.realmstep.cpu;

/** What answers for system registers that belong to a device: the interrupt controller's CPU interface, the timers. */
public interface SystemRegisterDevice {
    /** Reads a register of this device as the element's current level sees it; access rights are already checked. */
    long read(ProcessingElement element, SystemRegister register);

    /** Writes a register of this device; access rights are already checked. */
    void write(ProcessingElement element, SystemRegister register, long value);
}
