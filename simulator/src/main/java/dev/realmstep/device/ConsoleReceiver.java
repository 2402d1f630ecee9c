package dev.realmstep.device;

/** The receiving end of a serial line: what a guest can read a byte at a time. */
public interface ConsoleReceiver {
    /**
     * How many bytes may be received now without an overrun; 0 while software has not enabled the receiver, so that input
     * typed before the driver is up waits in the console.
     */
    int receiveRoom();

    /** A byte arrives on the line. */
    void receive(byte value);
}
