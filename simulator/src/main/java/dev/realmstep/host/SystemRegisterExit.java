package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;

/** Writes to system registers that the RMM leaves to the host: those that send software generated interrupts. */
final class SystemRegisterExit {
    private final GuestInterrupts interrupts;

    SystemRegisterExit(GuestInterrupts interrupts) {
        this.interrupts = interrupts;
    }

    /** @return false if the host does not emulate the register */
    boolean handle(ProcessingElement element, VirtualProcessor processor, long syndrome) {
        SystemRegister register = SystemRegister.withEncoding(SystemRegister.encodingOfTrap(syndrome));
        return register != null
                && interrupts.write(processor, register, processor.run().exitRegister(element, 0));
    }
}
