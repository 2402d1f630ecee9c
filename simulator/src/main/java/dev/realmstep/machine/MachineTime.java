package dev.realmstep.machine;

/** The machine's time: a function of the instructions that its processors have executed, and of the time they slept. */
final class MachineTime {
    private long instructions;

    /** Instructions that all processors have executed together. */
    long instructions() {
        return instructions;
    }

    /** Instructions were executed. */
    void advance(long executed) {
        instructions += executed;
    }

    /** How many instructions may be executed before something happens by itself; at least 1. */
    long instructionsUntilNextEvent() {
        return Long.MAX_VALUE;
    }

    /** Moves time to the next thing that happens by itself; false if there is none. */
    boolean sleepUntilNextEvent() {
        return false;
    }
}
