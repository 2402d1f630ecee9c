package dev.realmstep.cpu;

import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;

/** Processing elements in the states that tests start from. */
final class Elements {
    static final long VECTORS_EL1 = 0x10_0800;
    static final long VECTORS_EL2 = 0x20_0800;
    static final long VECTORS_EL3 = 0x30_0800;
    static final long HERE = 0x8000_1000L;

    private Elements() {}

    /** A bus with 16 MiB of RAM at 2 GiB. */
    static SystemBus bus() {
        SystemBus bus = new SystemBus();
        bus.attach(new PhysicalMemory(0x8000_0000L, 16 << 20));
        return bus;
    }

    /** An element at a level of a world, interrupts unmasked, translation off, vectors set, about to execute HERE. */
    static ProcessingElement at(SecurityState world, ExceptionLevel level) {
        ProcessingElement element = new ProcessingElement(0, bus());
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.VBAR_EL1, VECTORS_EL1);
        registers.set(SystemRegister.VBAR_EL2, VECTORS_EL2);
        registers.set(SystemRegister.VBAR_EL3, VECTORS_EL3);
        if (world != SecurityState.ROOT) {
            registers.set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(world) | SecureConfiguration.HCE);
        }
        element.state().setExceptionLevel(level);
        element.state().setStackPointerSelect(level != ExceptionLevel.EL0);
        element.state().setDaif(0);
        element.setProgramCounter(HERE);
        element.branchTo(HERE + 4);
        return element;
    }

    static void or(ProcessingElement element, SystemRegister register, long bits) {
        SystemRegisters registers = element.systemRegisters();
        registers.set(register, registers.get(register) | bits);
    }
}
