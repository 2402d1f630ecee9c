package dev.realmstep.cpu;

/** Asked before each instruction whether to stop in front of it: breakpoints and the ends of steps. */
@FunctionalInterface
public interface StopCondition {
    /** Never stops. */
    StopCondition NEVER = (element, programCounter) -> false;

    boolean stopsAt(ProcessingElement element, long programCounter);
}
