/** Behaviour of the devices, each named after the rule that it shows. */
@NullMarked
package dev.realmstep.device.timer;

import org.jspecify.annotations.NullMarked;
