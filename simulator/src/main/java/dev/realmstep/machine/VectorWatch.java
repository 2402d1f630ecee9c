package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ExceptionObserver;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
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
    private static final long SYNCHRONOUS = 0x000;
    private static final long IRQ = 0x080;
    private static final long FIQ = 0x100;
    private static final long SERROR = 0x180;

    /**
     * A realm that cannot go on.
     *
     * @param element on which
     * @param exception the one that it took in the first place
     * @param why for people
     */
    record Unhandled(ProcessingElement element, TakenException exception, String why) {}

    /** How one element came to its vectors, and how often it failed to fetch the one it is at. */
    private static final class History {
        /** What EL1 took last, as far as the element took it itself: the RMM injects exceptions unseen. */
        private TakenException lastByEl1 = new TakenException(ExceptionLevel.EL1, 0, 0, 0, 0);

        /** What led to the vector that could not be fetched, and that vector; empty while all is well. */
        private Optional<TakenException> origin = Optional.empty();

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
        TakenException before = byEl1 ? history.lastByEl1 : TakenException.by(element, ExceptionLevel.EL1);
        note(element, history, byEl1, before);
        if (byEl1) {
            history.lastByEl1 = TakenException.by(element, ExceptionLevel.EL1);
        }
        if (history.failures == TOO_OFTEN && unhandled.isEmpty()) {
            unhandled = history.origin.map(origin -> explain(element, origin, history.vector));
            element.requestAttention();
        }
    }

    private static void note(ProcessingElement element, History history, boolean byEl1, TakenException before) {
        long address = element.systemRegisters().get(byEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2);
        long syndrome = element.systemRegisters().get(byEl1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2);
        boolean atVector = isInstructionAbort(syndrome) && isVectorOf(element, before, address);
        // Again at the same vector, or at the one that the abort there led to: no instruction was executed between.
        boolean again = atVector && (address == history.last || before.address() == history.last);
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
        return exceptionClass == ExceptionClass.INSTRUCTION_ABORT_LOWER_LEVEL.code()
                || exceptionClass == ExceptionClass.INSTRUCTION_ABORT_SAME_LEVEL.code();
    }

    /** Whether an address is where an exception came, and not a branch. */
    private static boolean isVectorOf(ProcessingElement element, TakenException taken, long address) {
        long offset = address - element.systemRegisters().get(SystemRegister.VBAR_EL1) - taken.vectorGroup();
        return offset == SYNCHRONOUS || offset == IRQ || offset == FIQ || offset == SERROR;
    }

    private static Unhandled explain(ProcessingElement element, TakenException origin, long vector) {
        return new Unhandled(
                element,
                origin,
                "it took an exception that it does not handle: %s; its vector at 0x%x cannot be executed (VBAR_EL1 0x%x)"
                        .formatted(
                                ExceptionText.of(origin.syndrome(), origin.faultAddress()),
                                vector,
                                element.systemRegisters().get(SystemRegister.VBAR_EL1)));
    }
}
