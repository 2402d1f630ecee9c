/**
 * What a debugger asks of a program's debug information: source lines, functions, variables, expressions and stack
 * frames. {@link dev.realmstep.debuginfo.DebugInformation} is the way in.
 */
@NullMarked
package dev.realmstep.debuginfo;

import org.jspecify.annotations.NullMarked;
