package dev.realmstep.device;

/** A level-sensitive interrupt output of a device; whoever owns the other end decides which INTID it is. */
@FunctionalInterface
public interface InterruptLine {
    /** A line that leads nowhere. */
    InterruptLine UNCONNECTED = asserted -> {};

    /** Drives the line; repeating a level changes nothing. */
    void setLevel(boolean asserted);
}
