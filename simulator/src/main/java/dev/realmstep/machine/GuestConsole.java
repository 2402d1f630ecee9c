package dev.realmstep.machine;

/** Takes what the guest writes to its console, a byte at a time, in the order of its instructions. */
@FunctionalInterface
public interface GuestConsole {
    void write(byte value);
}
