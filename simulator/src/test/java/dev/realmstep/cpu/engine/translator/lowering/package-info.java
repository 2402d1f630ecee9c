/** Tests of what becomes of A64. */
@NullMarked
package dev.realmstep.cpu.engine.translator.lowering;

import org.jspecify.annotations.NullMarked;
