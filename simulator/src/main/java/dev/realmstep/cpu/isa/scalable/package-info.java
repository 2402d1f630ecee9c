/** The Scalable Vector Extension: SVE and SVE2 (Arm ARM C4.1, SVE encodings; C8). */
@NullMarked
package dev.realmstep.cpu.isa.scalable;

import org.jspecify.annotations.NullMarked;
