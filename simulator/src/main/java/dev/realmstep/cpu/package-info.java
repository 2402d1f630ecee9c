/** The processing element: registers, exception model, system registers, and the memory management unit. */
@NullMarked
package dev.realmstep.cpu;

import org.jspecify.annotations.NullMarked;
