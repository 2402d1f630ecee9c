/** Tests of the back end for x86-64. */
@NullMarked
package dev.realmstep.cpu.engine.translator.x86;

import org.jspecify.annotations.NullMarked;
