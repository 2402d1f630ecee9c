/** Serial ports: the two kinds that realms are given as consoles. */
@NullMarked
package dev.realmstep.device.uart;

import org.jspecify.annotations.NullMarked;
