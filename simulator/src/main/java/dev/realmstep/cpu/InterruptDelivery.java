package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/** Takes pending interrupts, and tells which of them end a wait (Arm ARM D1.3.5, D1.7). */
final class InterruptDelivery {
    private static final InterruptSignal[] SIGNALS = InterruptSignal.values();

    private final ProcessingElement element;
    private final ExceptionModel exceptions;
    private final ExceptionRouting routing;

    InterruptDelivery(ProcessingElement element, ExceptionModel exceptions, ExceptionRouting routing) {
        this.element = element;
        this.exceptions = exceptions;
        this.routing = routing;
    }

    /** Takes the first interrupt that is pending and unmasked. */
    boolean takePending() {
        InterruptSignal signal = deliverable();
        if (signal == null) {
            return false;
        }
        ExceptionLevel target = signal.isVirtual() ? ExceptionLevel.EL1 : routing.physical(signal);
        exceptions.takeInterrupt(signal, target, syndrome(signal));
        return true;
    }

    private long syndrome(InterruptSignal signal) {
        InterruptInputs inputs = element.interruptInputs();
        SystemRegisters registers = element.systemRegisters();
        return switch (signal) {
            case SERROR -> {
                inputs.setLevel(InterruptSignal.SERROR, false);
                yield inputs.systemErrorSyndrome();
            }
            case VIRTUAL_SERROR -> {
                long hcr = registers.get(SystemRegister.HCR_EL2);
                registers.set(SystemRegister.HCR_EL2, hcr & ~HypervisorControl.VSE);
                inputs.setLevel(InterruptSignal.VIRTUAL_SERROR, false);
                yield registers.get(SystemRegister.VSESR_EL2) & 0x1FF_FFFF;
            }
            default -> 0;
        };
    }

    @Nullable
    InterruptSignal deliverable() {
        if (element.interruptInputs().areQuiet()) {
            return null;
        }
        for (InterruptSignal signal : SIGNALS) {
            if (element.interruptInputs().isPending(signal) && isUnmasked(signal)) {
                return signal;
            }
        }
        return null;
    }

    /** Whether something is pending that ends WFI: masked by PSTATE or not. */
    boolean hasWakeUp() {
        for (InterruptSignal signal : SIGNALS) {
            if (element.interruptInputs().isPending(signal)
                    && (!signal.isVirtual() || routing.enablesVirtual(signal))) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnmasked(InterruptSignal signal) {
        return signal.isVirtual()
                ? routing.enablesVirtual(signal) && (element.state().daif() & signal.mask()) == 0
                : routing.admitsPhysical(signal);
    }
}
