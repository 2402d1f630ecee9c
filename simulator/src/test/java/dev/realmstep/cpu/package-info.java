/** Behaviour of the processing element, each named after the architecture's rule. */
@NullMarked
package dev.realmstep.cpu;

import org.jspecify.annotations.NullMarked;
