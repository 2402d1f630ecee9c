package dev.realmstep.cpu;

/**
 * The interrupt lines of one processing element: levels that the interrupt controller drives.
 *
 * <p>A rising line asks the engine for attention and may end a wait; whether and where the interrupt is taken is decided
 * when the engine calls {@link ProcessingElement#takePendingInterrupt()}.
 */
public final class InterruptInputs {
    private final ProcessingElement element;
    private int asserted;
    private int systemErrorSyndrome;

    InterruptInputs(ProcessingElement element) {
        this.element = element;
    }

    /** Drives a line. */
    public void setLevel(InterruptSignal signal, boolean level) {
        int line = 1 << signal.ordinal();
        if (((asserted & line) != 0) == level) {
            return;
        }
        asserted ^= line;
        element.interruptInputsChanged();
        if (level) {
            element.interruptArrived();
        }
    }

    /** Whether a line is asserted. */
    public boolean level(InterruptSignal signal) {
        return (asserted & 1 << signal.ordinal()) != 0;
    }

    /**
     * Makes an SError interrupt pending until it is taken.
     *
     * @param syndrome ESR_ELx.ISS, 25 bits
     */
    public void pendSystemError(int syndrome) {
        systemErrorSyndrome = syndrome;
        setLevel(InterruptSignal.SERROR, true);
    }

    int systemErrorSyndrome() {
        return systemErrorSyndrome;
    }

    /** Whether nothing at all is pending. */
    boolean areQuiet() {
        return asserted == 0
                && (element.systemRegisters().get(SystemRegister.HCR_EL2) & HypervisorControl.INJECTED) == 0;
    }

    /** Whether an interrupt is pending: its line, or for a virtual one what the hypervisor wrote into HCR_EL2. */
    boolean isPending(InterruptSignal signal) {
        if (level(signal)) {
            return true;
        }
        long injected = switch (signal) {
            case VIRTUAL_IRQ -> HypervisorControl.VI;
            case VIRTUAL_FIQ -> HypervisorControl.VF;
            case VIRTUAL_SERROR -> HypervisorControl.VSE;
            default -> 0;
        };
        return injected != 0 && (element.systemRegisters().get(SystemRegister.HCR_EL2) & injected) != 0;
    }
}
