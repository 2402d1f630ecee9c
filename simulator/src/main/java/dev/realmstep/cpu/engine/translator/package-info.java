/** The fast engine: blocks of A64 become instructions of the host, which run until something only Java can do. */
@NullMarked
package dev.realmstep.cpu.engine.translator;

import org.jspecify.annotations.NullMarked;
