/** The back end for x86-64 hosts: an assembler, a register cache, and the code of each micro-operation. */
@NullMarked
package dev.realmstep.cpu.engine.translator.x86;

import org.jspecify.annotations.NullMarked;
