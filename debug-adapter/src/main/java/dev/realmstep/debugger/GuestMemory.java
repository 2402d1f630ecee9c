package dev.realmstep.debugger;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.machine.VirtualCpu;
import java.util.Arrays;

/**
 * The realm's memory at the virtual addresses of one processor, as its own translation has them. Looking takes no
 * exception, marks nothing as accessed, and touches no device.
 */
public final class GuestMemory {
    private final VirtualCpu cpu;

    GuestMemory(VirtualCpu cpu) {
        this.cpu = cpu;
    }

    /** As many bytes as can be read from an address on, up to a number; fewer where memory is not there. */
    public byte[] read(long address, int count) {
        byte[] bytes = new byte[count];
        int read = cpu.element().memory().debug().read(level(), address, bytes);
        return read == count ? bytes : Arrays.copyOf(bytes, read);
    }

    /** Writes as many bytes as can be written from an address on, and says how many those are. */
    public int write(long address, byte[] bytes) {
        return cpu.element().memory().debug().write(level(), address, bytes);
    }

    /** A debugger looks with the kernel's rights: EL0 may not see all that it runs in. */
    private ExceptionLevel level() {
        return cpu.exceptionLevel() == ExceptionLevel.EL0 ? ExceptionLevel.EL1 : cpu.exceptionLevel();
    }
}
