/** The whole A64 table, its decoder and its disassembler. */
@NullMarked
package dev.realmstep.cpu.decode;

import org.jspecify.annotations.NullMarked;
