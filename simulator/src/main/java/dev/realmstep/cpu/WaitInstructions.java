package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import org.jspecify.annotations.Nullable;

/** WFI, WFE and the event register (Arm ARM D1.7). */
final class WaitInstructions {
    /** ISS of a trapped WFx: CV, and the condition "always". */
    private static final int ISS_UNCONDITIONAL = 1 << 24 | 0xE << 20;

    private static final int ISS_WFI = 0;
    private static final int ISS_WFE = 1;

    private enum Waiting {
        NO,
        FOR_INTERRUPT,
        FOR_EVENT,
        /** Not powered on: only whoever put it to sleep wakes it. */
        PARKED
    }

    private final ProcessingElement element;
    private final ExceptionRouting routing;
    private final InterruptDelivery delivery;
    private Waiting waiting = Waiting.NO;
    private boolean eventRegister;

    WaitInstructions(ProcessingElement element, ExceptionRouting routing, InterruptDelivery delivery) {
        this.element = element;
        this.routing = routing;
        this.delivery = delivery;
    }

    boolean isWaiting() {
        return waiting != Waiting.NO;
    }

    void park(boolean parked) {
        waiting = parked ? Waiting.PARKED : Waiting.NO;
    }

    void waitForInterrupt() {
        if (delivery.hasWakeUp()) {
            return;
        }
        trapIfAsked(SystemControl.NTWI, HypervisorControl.TWI, SecureConfiguration.TWI, ISS_WFI);
        waiting = Waiting.FOR_INTERRUPT;
        element.requestAttention();
    }

    void waitForEvent() {
        if (eventRegister) {
            eventRegister = false;
            return;
        }
        if (delivery.deliverable() != null) {
            return;
        }
        trapIfAsked(SystemControl.NTWE, HypervisorControl.TWE, SecureConfiguration.TWE, ISS_WFE);
        waiting = Waiting.FOR_EVENT;
        element.requestAttention();
    }

    void registerEvent() {
        if (waiting == Waiting.FOR_EVENT) {
            waiting = Waiting.NO;
        } else {
            eventRegister = true;
        }
    }

    /** Ends a wait if something is pending that does. */
    void reconsider() {
        boolean wakes = switch (waiting) {
            case FOR_INTERRUPT -> delivery.hasWakeUp();
            case FOR_EVENT -> delivery.deliverable() != null;
            case NO, PARKED -> false;
        };
        if (wakes) {
            waiting = Waiting.NO;
        }
    }

    private void trapIfAsked(long notTrappedAtEl0, long trappedToEl2, long trappedToEl3, int kind) {
        ExceptionLevel target = trapTarget(notTrappedAtEl0, trappedToEl2, trappedToEl3);
        if (target != null) {
            throw SynchronousException.trap(ExceptionClass.TRAPPED_WF, ISS_UNCONDITIONAL | kind, target);
        }
    }

    private @Nullable ExceptionLevel trapTarget(long notTrappedAtEl0, long trappedToEl2, long trappedToEl3) {
        ExceptionLevel current = element.exceptionLevel();
        SystemRegisters registers = element.systemRegisters();
        long hcr = routing.effectiveHypervisorControl();
        if (current == EL0) {
            SystemRegister control =
                    HypervisorControl.isHostForEl0(hcr) ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1;
            if ((registers.get(control) & notTrappedAtEl0) == 0) {
                return EL1;
            }
        }
        if (current.isLowerThan(EL2) && (hcr & trappedToEl2) != 0 && !HypervisorControl.isHostForEl0(hcr)) {
            return EL2;
        }
        return current != EL3 && (registers.get(SystemRegister.SCR_EL3) & trappedToEl3) != 0 ? EL3 : null;
    }
}
