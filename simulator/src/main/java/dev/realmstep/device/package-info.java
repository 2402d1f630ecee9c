/** What the devices of the board share: interrupt lines and the console's other end. */
@NullMarked
package dev.realmstep.device;

import org.jspecify.annotations.NullMarked;
