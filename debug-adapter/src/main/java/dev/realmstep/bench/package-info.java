/** Measures the engine: the same guests under Realmstep and under QEMU, in alternation, each in a process of its own. */
@NullMarked
package dev.realmstep.bench;

import org.jspecify.annotations.NullMarked;
