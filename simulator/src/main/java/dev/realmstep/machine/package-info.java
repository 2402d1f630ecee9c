/** The machine as its users see it: the board put together, run control, virtual processors, the event log. */
@NullMarked
package dev.realmstep.machine;

import org.jspecify.annotations.NullMarked;
