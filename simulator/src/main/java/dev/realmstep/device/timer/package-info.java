/** The system counter and the generic timers of the processing elements (Arm ARM D12). */
@NullMarked
package dev.realmstep.device.timer;

import org.jspecify.annotations.NullMarked;
