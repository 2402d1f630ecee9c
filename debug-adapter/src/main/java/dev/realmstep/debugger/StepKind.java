package dev.realmstep.debugger;

/** Which way a step goes. */
public enum StepKind {
    /** To the next statement of this function, calls included. */
    OVER,
    /** Into a function that is called, if it has source; else over. */
    INTO,
    /** To the caller of this function. */
    OUT
}
