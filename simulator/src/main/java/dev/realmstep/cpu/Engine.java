package dev.realmstep.cpu;

/** Executes instructions from memory on a processing element. */
public interface Engine {
    /**
     * Runs until the budget is used up, the element reaches a level with {@link ResidentFirmware}, waits for an event,
     * asks for attention ({@link ProcessingElement#requestAttention()}), or is about to execute an instruction at which
     * the {@link StopCondition} holds. An instruction that takes an exception counts as one.
     *
     * @param budget instructions to execute at the most, at least 1
     * @return instructions executed
     */
    long run(ProcessingElement element, long budget, StopCondition stop);
}
