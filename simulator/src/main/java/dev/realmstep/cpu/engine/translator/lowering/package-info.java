/** From A64 to micro-operations: a class for each group of the encoding index. */
@NullMarked
package dev.realmstep.cpu.engine.translator.lowering;

import org.jspecify.annotations.NullMarked;
