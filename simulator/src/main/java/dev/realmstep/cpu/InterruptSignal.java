package dev.realmstep.cpu;

/** The asynchronous exceptions of a processing element (Arm ARM D1.3.5), in the order in which pending ones are taken. */
public enum InterruptSignal {
    SERROR(0x180, ProcessState.A, HypervisorControl.AMO, false),
    FIQ(0x100, ProcessState.F, HypervisorControl.FMO, false),
    IRQ(0x080, ProcessState.I, HypervisorControl.IMO, false),
    VIRTUAL_SERROR(0x180, ProcessState.A, HypervisorControl.AMO, true),
    VIRTUAL_FIQ(0x100, ProcessState.F, HypervisorControl.FMO, true),
    VIRTUAL_IRQ(0x080, ProcessState.I, HypervisorControl.IMO, true);

    private final int vector;
    private final int mask;
    private final long routingBit;
    private final boolean virtual;

    InterruptSignal(int vector, int mask, long routingBit, boolean virtual) {
        this.vector = vector;
        this.mask = mask;
        this.routingBit = routingBit;
        this.virtual = virtual;
    }

    /** Offset of its vector in a group of four, in bytes. */
    int vector() {
        return vector;
    }

    /** The bit of PSTATE.DAIF that masks it. */
    int mask() {
        return mask;
    }

    /** The bit of HCR_EL2 that routes the physical one to EL2 and enables the virtual one. */
    long routingBit() {
        return routingBit;
    }

    boolean isVirtual() {
        return virtual;
    }
}
