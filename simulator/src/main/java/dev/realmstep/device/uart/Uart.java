package dev.realmstep.device.uart;

import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.memory.MemoryMappedDevice;

/** A UART whose line leads to a console. */
public interface Uart extends MemoryMappedDevice, ConsoleReceiver {}
