package dev.realmstep.debugger;

/** How far a step goes. */
public enum StepGranularity {
    /** To the start of another source statement. */
    STATEMENT,
    INSTRUCTION
}
