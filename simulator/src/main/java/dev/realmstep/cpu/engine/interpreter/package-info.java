/** The reference engine: one instruction after the other, each by the semantics of the instruction table. */
@NullMarked
package dev.realmstep.cpu.engine.interpreter;

import org.jspecify.annotations.NullMarked;
