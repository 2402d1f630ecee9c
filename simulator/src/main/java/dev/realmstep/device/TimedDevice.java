package dev.realmstep.device;

/** A device that does something by itself when its time has come. */
public interface TimedDevice {
    /** Ticks of the system counter until it does, unless software does something before; {@link Long#MAX_VALUE} for never. */
    long ticksUntilNextEvent();

    /** Lets it do what its time has come for. */
    void update();
}
