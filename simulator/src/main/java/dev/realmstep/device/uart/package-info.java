/** The UARTs: Arm's PL011 and the 16550A. */
@NullMarked
package dev.realmstep.device.uart;

import org.jspecify.annotations.NullMarked;
