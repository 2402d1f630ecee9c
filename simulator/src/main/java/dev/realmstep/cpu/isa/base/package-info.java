/** The base instructions, one class of the Arm ARM's encoding index (C4.1) to a file. */
@NullMarked
package dev.realmstep.cpu.isa.base;

import org.jspecify.annotations.NullMarked;
