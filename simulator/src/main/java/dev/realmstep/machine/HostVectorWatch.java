package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ExceptionObserver;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that software at EL2 of the normal world took an exception which it cannot handle, because its vector cannot be
 * fetched: from there on it would take that abort for ever.
 */
final class HostVectorWatch implements ExceptionObserver {
    private static final long TABLE = ~0x7FFL;
    private static final long VECTOR_OFFSET = 0x7F;

    private record Unhandled(ProcessingElement element, TakenException origin) {}

    private final Map<ProcessingElement, TakenException> last = new HashMap<>();
    private Optional<Unhandled> unhandled = Optional.empty();

    @Override
    public void exceptionTaken(ProcessingElement element, ExceptionLevel target) {
        if (target != ExceptionLevel.EL2 || element.securityState() != SecurityState.NON_SECURE) {
            return;
        }
        TakenException taken = TakenException.by(element, target);
        TakenException before = last.put(element, taken);
        boolean isVectorOfLast = isAtVector(taken, element) && before != null && !isAtVector(before, element);
        if (isVectorOfLast && unhandled.isEmpty()) {
            unhandled = Optional.of(new Unhandled(element, before));
            element.requestAttention();
        }
    }

    /** Whether an exception is an instruction abort at a vector of the table that is in use. */
    private static boolean isAtVector(TakenException taken, ProcessingElement element) {
        long offset = taken.address() - (element.systemRegisters().get(SystemRegister.VBAR_EL2) & TABLE);
        return taken.exceptionClass() == ExceptionClass.INSTRUCTION_ABORT_SAME_LEVEL.code()
                && offset >= 0
                && offset < -TABLE
                && (offset & VECTOR_OFFSET) == 0;
    }

    /** The processor that cannot go on, if there is one: it stands in front of the instruction that it failed at. */
    Optional<ProcessingElement> failed() {
        unhandled.ifPresent(failure -> failure.origin.restore(failure.element));
        return unhandled.map(Unhandled::element);
    }

    /** Why a processor cannot go on, for people. */
    static String explain(ProcessingElement element) {
        SystemRegisters registers = element.systemRegisters();
        return "it took an exception that it does not handle: %s, ESR_EL2 0x%x, FAR_EL2 0x%x; its vector cannot be executed (VBAR_EL2 0x%x)"
                .formatted(
                        ExceptionText.name(registers.get(SystemRegister.ESR_EL2)),
                        registers.get(SystemRegister.ESR_EL2),
                        registers.get(SystemRegister.FAR_EL2),
                        registers.get(SystemRegister.VBAR_EL2));
    }
}
