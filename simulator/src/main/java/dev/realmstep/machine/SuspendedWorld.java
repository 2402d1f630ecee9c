package dev.realmstep.machine;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.monitor.SuspendedContext;

/** Software of the normal world that has entered a realm on a processing element, and waits for its exit. */
public final class SuspendedWorld {
    private final ProcessingElement element;
    private final SuspendedContext context;

    SuspendedWorld(ProcessingElement element, SuspendedContext context) {
        this.element = element;
        this.context = context;
    }

    /** Xn, 0 to 30. */
    public long x(int n) {
        return context.general(n);
    }

    /** SP_EL2. */
    public long stackPointer() {
        return context.stackPointer();
    }

    /** Where it goes on: behind its call. */
    public long returnAddress() {
        return context.returnAddress();
    }

    /**
     * Reads as many bytes as can be read from one of its addresses on.
     *
     * @return how many bytes of the array were filled
     */
    public int read(long address, byte[] into) {
        return element.memory().debug().readOfNormalWorld(context::register, address, into);
    }
}
