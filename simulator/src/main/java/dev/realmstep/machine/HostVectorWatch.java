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
    private static final int EC_SHIFT = 26;
    private static final long TABLE = ~0x7FFL;
    private static final long VECTOR_OFFSET = 0x7F;

    /** An exception as EL2 took it: ELR_EL2, ESR_EL2, FAR_EL2 and SPSR_EL2. */
    record Taken(long address, long syndrome, long faultAddress, long savedState) {
        private static Taken by(ProcessingElement element) {
            SystemRegisters registers = element.systemRegisters();
            return new Taken(
                    registers.get(SystemRegister.ELR_EL2),
                    registers.get(SystemRegister.ESR_EL2),
                    registers.get(SystemRegister.FAR_EL2),
                    registers.get(SystemRegister.SPSR_EL2));
        }

        /** Whether it is an instruction abort at a vector of the table that is in use. */
        private boolean isAtVector(ProcessingElement element) {
            long offset = address - (element.systemRegisters().get(SystemRegister.VBAR_EL2) & TABLE);
            return syndrome >>> EC_SHIFT == ExceptionClass.INSTRUCTION_ABORT_SAME_LEVEL.code()
                    && offset >= 0
                    && offset < -TABLE
                    && (offset & VECTOR_OFFSET) == 0;
        }

        /** Puts an element back in front of the instruction that took it; none was executed since. */
        private void restore(ProcessingElement element) {
            SystemRegisters registers = element.systemRegisters();
            registers.set(SystemRegister.ELR_EL2, address);
            registers.set(SystemRegister.ESR_EL2, syndrome);
            registers.set(SystemRegister.FAR_EL2, faultAddress);
            registers.set(SystemRegister.SPSR_EL2, savedState);
            element.state().fromSpsr(savedState);
            element.setProgramCounter(address);
        }
    }

    private record Unhandled(ProcessingElement element, Taken origin) {}

    private final Map<ProcessingElement, Taken> last = new HashMap<>();
    private Optional<Unhandled> unhandled = Optional.empty();

    @Override
    public void exceptionTaken(ProcessingElement element, ExceptionLevel target) {
        if (target != ExceptionLevel.EL2 || element.securityState() != SecurityState.NON_SECURE) {
            return;
        }
        Taken taken = Taken.by(element);
        Taken before = last.put(element, taken);
        boolean isVectorOfLast = taken.isAtVector(element) && before != null && !before.isAtVector(element);
        if (isVectorOfLast && unhandled.isEmpty()) {
            unhandled = Optional.of(new Unhandled(element, before));
            element.requestAttention();
        }
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
