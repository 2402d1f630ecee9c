/** The A64 instruction set: one table, read by the decoder, the disassembler and the engines. */
@NullMarked
package dev.realmstep.cpu.isa;

import org.jspecify.annotations.NullMarked;
