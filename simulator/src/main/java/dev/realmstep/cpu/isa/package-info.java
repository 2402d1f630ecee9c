/** The form of an A64 instruction: its encoding, its assembly syntax, its feature and its semantics. */
@NullMarked
package dev.realmstep.cpu.isa;

import org.jspecify.annotations.NullMarked;
