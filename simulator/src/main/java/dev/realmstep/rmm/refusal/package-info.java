/** Refusals as values: which condition of the specification failed, on what. */
@NullMarked
package dev.realmstep.rmm.refusal;

import org.jspecify.annotations.NullMarked;
