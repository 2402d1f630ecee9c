/** The commands that a user types, in the debug console of an editor, in a terminal, or in a script. */
@NullMarked
package dev.realmstep.debugger.console;

import org.jspecify.annotations.NullMarked;
