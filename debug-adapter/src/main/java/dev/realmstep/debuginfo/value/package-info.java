/** Values of the program's types, read from the target when they are looked at, and how they are shown. */
@NullMarked
package dev.realmstep.debuginfo.value;

import org.jspecify.annotations.NullMarked;
