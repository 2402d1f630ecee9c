package dev.realmstep.device;

/** Takes what a UART transmits, a byte at a time. */
@FunctionalInterface
public interface ConsoleSink {
    void write(byte value);
}
