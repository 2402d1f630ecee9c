/**
 * Floating-point arithmetic as the architecture defines it, on bit patterns: every rounding mode, flushing, NaN processing and
 * cumulative exception flag of the shared functions in the Arm ARM (J1.3, shared/functions/float). Knows nothing of a
 * processing element.
 */
@NullMarked
package dev.realmstep.cpu.floatingpoint;

import org.jspecify.annotations.NullMarked;
