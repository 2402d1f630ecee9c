package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ExceptionObserver;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that a realm took an exception which it cannot handle, because its vector cannot be fetched: from there on it
 * would take that abort for ever.
 */
final class VectorWatch implements ExceptionObserver {
    /** Once may be memory that the host backs on demand; what has not changed by then does not change. */
    private static final int TOO_OFTEN = 3;

    private static final int EC_SHIFT = 26;
    private static final int INSTRUCTION_ABORT_LOWER_LEVEL = 0x20;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;

    private static final int VECTORS_WITH_SP_EL0 = 0x000;
    private static final int VECTORS_WITH_SP_EL1 = 0x200;
    private static final int VECTORS_OF_LOWER_LEVEL = 0x400;
    private static final long SPSR_SP = 1;
    private static final long SYNCHRONOUS = 0x000;
    private static final long IRQ = 0x080;
    private static final long FIQ = 0x100;
    private static final long SERROR = 0x180;

    /** An exception as EL1 took it: ELR_EL1, ESR_EL1, FAR_EL1 and SPSR_EL1. */
    record Taken(long address, long syndrome, long faultAddress, long savedState) {
        static Taken byEl1(ProcessingElement element) {
            SystemRegisters registers = element.systemRegisters();
            return new Taken(
                    registers.get(SystemRegister.ELR_EL1),
                    registers.get(SystemRegister.ESR_EL1),
                    registers.get(SystemRegister.FAR_EL1),
                    registers.get(SystemRegister.SPSR_EL1));
        }

        /**
         * Puts a processing element back in front of the instruction that took it, with the syndrome as it was. No
         * instruction was executed since, so that all other registers are still that instruction's.
         */
        void restore(ProcessingElement element) {
            SystemRegisters registers = element.systemRegisters();
            registers.set(SystemRegister.ELR_EL1, address);
            registers.set(SystemRegister.ESR_EL1, syndrome);
            registers.set(SystemRegister.FAR_EL1, faultAddress);
            registers.set(SystemRegister.SPSR_EL1, savedState);
            element.state().fromSpsr(savedState);
            element.setProgramCounter(address);
        }

        /** Where in the table its vectors are (Arm ARM D1.3.1.3). */
        int vectorGroup() {
            if (ProcessState.exceptionLevelOf(savedState) == ExceptionLevel.EL0) {
                return VECTORS_OF_LOWER_LEVEL;
            }
            return (savedState & SPSR_SP) == 0 ? VECTORS_WITH_SP_EL0 : VECTORS_WITH_SP_EL1;
        }
    }

    /**
     * A realm that cannot go on.
     *
     * @param element on which
     * @param exception the one that it took in the first place
     * @param why for people
     */
    record Unhandled(ProcessingElement element, Taken exception, String why) {}

    /** How one element came to its vectors, and how often it failed to fetch the one it is at. */
    private static final class History {
        /** What EL1 took last, as far as the element took it itself: the RMM injects exceptions unseen. */
        private Taken lastByEl1 = new Taken(0, 0, 0, 0);

        /** What led to the vector that could not be fetched, and that vector; empty while all is well. */
        private Optional<Taken> origin = Optional.empty();

        private long vector;
        /** The address of the last exception of any kind. */
        private long last;

        private int failures;
    }

    private final Map<ProcessingElement, History> histories = new HashMap<>();
    private Optional<Unhandled> unhandled = Optional.empty();

    /** The first exception that nothing handles, if there was one. */
    Optional<Unhandled> unhandled() {
        return unhandled;
    }

    @Override
    public void exceptionTaken(ProcessingElement element, ExceptionLevel target) {
        if (target == ExceptionLevel.EL3) {
            return; // firmware calling firmware
        }
        boolean byEl1 = target == ExceptionLevel.EL1;
        History history = histories.computeIfAbsent(element, e -> new History());
        // An abort that EL2 takes leaves in EL1's registers what led to the vector.
        Taken before = byEl1 ? history.lastByEl1 : Taken.byEl1(element);
        note(element, history, byEl1, before);
        if (byEl1) {
            history.lastByEl1 = Taken.byEl1(element);
        }
        if (history.failures == TOO_OFTEN && unhandled.isEmpty()) {
            unhandled = history.origin.map(origin -> explain(element, origin, history.vector));
            element.requestAttention();
        }
    }

    private static void note(ProcessingElement element, History history, boolean byEl1, Taken before) {
        long address = element.systemRegisters().get(byEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2);
        long syndrome = element.systemRegisters().get(byEl1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2);
        boolean atVector = isInstructionAbort(syndrome) && isVectorOf(element, before, address);
        // Again at the same vector, or at the one that the abort there led to: no instruction was executed between.
        boolean again = atVector && (address == history.last || before.address == history.last);
        if (history.origin.isPresent() && again) {
            history.failures++;
        } else if (atVector) {
            history.origin = Optional.of(before);
            history.vector = address;
            history.failures = 1;
        } else {
            history.origin = Optional.empty();
        }
        history.last = address;
    }

    private static boolean isInstructionAbort(long syndrome) {
        long exceptionClass = syndrome >>> EC_SHIFT;
        return exceptionClass == INSTRUCTION_ABORT_LOWER_LEVEL || exceptionClass == INSTRUCTION_ABORT_SAME_LEVEL;
    }

    /** Whether an address is where an exception came, and not a branch. */
    private static boolean isVectorOf(ProcessingElement element, Taken taken, long address) {
        long offset = address - element.systemRegisters().get(SystemRegister.VBAR_EL1) - taken.vectorGroup();
        return offset == SYNCHRONOUS || offset == IRQ || offset == FIQ || offset == SERROR;
    }

    private static Unhandled explain(ProcessingElement element, Taken origin, long vector) {
        return new Unhandled(
                element,
                origin,
                "it took an exception that it does not handle: %s; its vector at 0x%x cannot be executed (VBAR_EL1 0x%x)"
                        .formatted(
                                ExceptionText.of(origin.syndrome, origin.faultAddress),
                                vector,
                                element.systemRegisters().get(SystemRegister.VBAR_EL1)));
    }
}
