package dev.realmstep.cpu;

/**
 * Software that lives at an exception level of a world as Java code instead of instructions in memory.
 *
 * <p>It behaves as code would: it gets the processing element with an exception taken to its level (the program counter
 * in its vector table, the syndrome in ESR_ELx) or returned to after its own SMC, acts on registers and memory, and
 * leaves by {@link ProcessingElement#returnFromException()} or by a call to a higher level. It takes no virtual time.
 */
public interface ResidentFirmware {
    /** Runs until the processing element has left this firmware's level, or waits in it. */
    void run(ProcessingElement element);
}
