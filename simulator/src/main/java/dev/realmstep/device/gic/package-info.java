/** The Generic Interrupt Controller, version 3 (Arm IHI 0069), physical and virtual. */
@NullMarked
package dev.realmstep.device.gic;

import org.jspecify.annotations.NullMarked;
