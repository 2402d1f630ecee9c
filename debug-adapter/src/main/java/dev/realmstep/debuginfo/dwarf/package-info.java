/** The DWARF 4 and 5 formats: units and their entries, lines, ranges, locations and call frame information. */
@NullMarked
package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.NullMarked;
