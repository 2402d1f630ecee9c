package dev.realmstep.device.uart;

import dev.realmstep.memory.MemoryMappedDevice;

/** A UART whose line leads to a console. */
public interface Uart extends MemoryMappedDevice {
    /**
     * How many bytes may be received now without an overrun; 0 while software has not enabled the receiver, so that input
     * typed before the driver is up waits in the console.
     */
    int receiveRoom();

    /** A byte arrives on the line. */
    void receive(byte value);
}
