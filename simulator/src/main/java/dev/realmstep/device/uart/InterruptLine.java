package dev.realmstep.device.uart;

/** The interrupt output of a serial port. */
@FunctionalInterface
public interface InterruptLine {
    /** Leads nowhere. */
    InterruptLine UNCONNECTED = level -> {};

    void setLevel(boolean level);
}
