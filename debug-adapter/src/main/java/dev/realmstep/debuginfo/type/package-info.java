/** The types of C, as debug information describes them. */
@NullMarked
package dev.realmstep.debuginfo.type;

import org.jspecify.annotations.NullMarked;
