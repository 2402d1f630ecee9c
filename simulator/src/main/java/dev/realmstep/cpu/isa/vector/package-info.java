/** The instructions on the SIMD and floating-point registers, a class of the Arm ARM's encoding index per file. */
@NullMarked
package dev.realmstep.cpu.isa.vector;

import org.jspecify.annotations.NullMarked;
