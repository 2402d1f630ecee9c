package dev.realmstep.cpu;

/** Told of each exception that a processing element has taken. */
@FunctionalInterface
public interface ExceptionObserver {
    /** Wants to know nothing. */
    ExceptionObserver NONE = (element, target) -> {};

    /**
     * The element is in its vector table: ELR_ELx, ESR_ELx and FAR_ELx of the level say why.
     *
     * @param target the level that took the exception
     */
    void exceptionTaken(ProcessingElement element, ExceptionLevel target);
}
