/** The real time clock. */
@NullMarked
package dev.realmstep.device.rtc;

import org.jspecify.annotations.NullMarked;
