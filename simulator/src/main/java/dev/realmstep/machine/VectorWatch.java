package dev.realmstep.machine;

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
    private static final int INSTRUCTION_ABORT_LOWER_LEVEL = 0x20;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;
    private static final long VECTOR_TABLE_SIZE = 0x800;

    /** An exception as it was taken. */
    private record Taken(long address, long syndrome) {}

    /**
     * A realm that cannot go on.
     *
     * @param element on which
     * @param address of the instruction that took the exception in the first place
     * @param why for people
     */
    record Unhandled(ProcessingElement element, long address, String why) {}

    /** The last exceptions of one element: one that led to the vectors, and the aborts there. */
    private static final class History {
        private Taken origin = new Taken(0, 0);
        private Taken last = new Taken(0, 0);
        private int repeated;
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
        History history = histories.computeIfAbsent(element, e -> new History());
        Taken taken = target == ExceptionLevel.EL1
                ? taken(element, SystemRegister.ELR_EL1, SystemRegister.ESR_EL1)
                : taken(element, SystemRegister.ELR_EL2, SystemRegister.ESR_EL2);
        if (isInstructionAbort(taken) && taken.address == history.last.address && isVector(element, taken.address)) {
            history.repeated++;
        } else {
            history.origin = history.last;
            history.last = taken;
            history.repeated = 0;
        }
        if (history.repeated == TOO_OFTEN && unhandled.isEmpty()) {
            unhandled = Optional.of(explain(element, history));
            element.requestAttention();
        }
    }

    private static Taken taken(ProcessingElement element, SystemRegister link, SystemRegister syndrome) {
        return new Taken(
                element.systemRegisters().get(link), element.systemRegisters().get(syndrome));
    }

    private static boolean isInstructionAbort(Taken taken) {
        long exceptionClass = taken.syndrome >>> EC_SHIFT;
        return exceptionClass == INSTRUCTION_ABORT_LOWER_LEVEL || exceptionClass == INSTRUCTION_ABORT_SAME_LEVEL;
    }

    private static boolean isVector(ProcessingElement element, long address) {
        long offset = address - element.systemRegisters().get(SystemRegister.VBAR_EL1);
        return offset >= 0 && offset < VECTOR_TABLE_SIZE;
    }

    private static Unhandled explain(ProcessingElement element, History history) {
        Taken origin = history.origin;
        return new Unhandled(
                element,
                origin.address,
                "it took an exception that it does not handle: %s; its vector at 0x%x cannot be executed (VBAR_EL1 0x%x)"
                        .formatted(
                                ExceptionText.of(origin.syndrome),
                                history.last.address,
                                element.systemRegisters().get(SystemRegister.VBAR_EL1)));
    }
}
