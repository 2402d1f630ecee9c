package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;

/** Why {@link Machine#run} came back. */
public sealed interface StopReason {
    /** A virtual processor is in front of an instruction at which the caller's stop condition holds. */
    record ConditionMet(VirtualCpu cpu) implements StopReason {}

    /** The caller's limit of instructions was executed. */
    record InstructionLimit() implements StopReason {}

    /** Another thread asked for it ({@link Machine#requestPause()}). */
    record Paused() implements StopReason {}

    /**
     * The guest has ended by its own will.
     *
     * @param exitStatus 0 for success
     * @param how the guest's last call, for people: "PSCI SYSTEM_OFF"
     */
    record Ended(int exitStatus, String how) implements StopReason {}

    /**
     * Software of the normal world waits for good, as bare-metal software does that has nobody to return to. What it thought
     * of itself only its console says.
     */
    record AtRest() implements StopReason {}

    /** No virtual processor will ever run again: all are off, or wait for an event that nothing can cause. */
    record Stuck(String why) implements StopReason {}

    /** The same, but for what may be typed at the realm's console: the guest waits for that. */
    record AwaitsInput() implements StopReason {}

    /**
     * The realm cannot go on, by its own fault.
     *
     * @param cpu whose instruction it was
     * @param address of that instruction
     * @param why what happened, for people, with addresses
     */
    record Failed(VirtualCpu cpu, long address, String why) implements StopReason {}

    /**
     * The RMM refused what the host needs to build or run the realm.
     *
     * @param finding what was refused and for which reason, at the statement of the configuration that led to it
     */
    record Refused(Diagnostic finding) implements StopReason {}
}
