/** Expressions of C over the variables, registers and memory of a stopped program. */
@NullMarked
package dev.realmstep.debuginfo.expression;

import org.jspecify.annotations.NullMarked;
