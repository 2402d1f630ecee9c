package dev.realmstep.debugger;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.TranslationFault;
import dev.realmstep.machine.VirtualCpu;
import dev.realmstep.memory.PhysicalMemory;
import java.util.Arrays;

/**
 * The realm's memory at the virtual addresses of one processor, as its own translation has them. Looking takes no
 * exception, marks nothing as accessed, and touches no device.
 */
public final class GuestMemory {
    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    private final VirtualCpu cpu;

    GuestMemory(VirtualCpu cpu) {
        this.cpu = cpu;
    }

    /**
     * As many bytes as can be read from an address on, up to a number; fewer where memory is not there. RAM that the realm
     * has not touched has no memory yet, and reads as the zeros that the realm would find.
     */
    public byte[] read(long address, int count) {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            byte[] rest = new byte[count - done];
            int read = cpu.element().memory().debug().read(level(), address + done, rest);
            System.arraycopy(rest, 0, bytes, done, read);
            done += read;
            if (done < count) {
                if (!isUntouchedRam(address + done)) {
                    break;
                }
                done = Math.min(count, done + PAGE_SIZE - (int) ((address + done) & (PAGE_SIZE - 1)));
            }
        }
        return done == count ? bytes : Arrays.copyOf(bytes, done);
    }

    /** Whether stage 1 leads to RAM where stage 2 leads nowhere yet. */
    private boolean isUntouchedRam(long address) {
        TranslationFault fault = cpu.element()
                .memory()
                .debug()
                .trace(level(), address, AccessKind.READ)
                .fault();
        return fault != null
                && fault.isSecondStage()
                && !fault.isSecondStageOfWalk()
                && cpu.isUntouchedRam(fault.intermediateAddress());
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
