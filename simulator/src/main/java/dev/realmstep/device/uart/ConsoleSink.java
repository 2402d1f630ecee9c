package dev.realmstep.device.uart;

/** Takes what a serial port transmits, a byte at a time. */
@FunctionalInterface
public interface ConsoleSink {
    void write(byte value);
}
