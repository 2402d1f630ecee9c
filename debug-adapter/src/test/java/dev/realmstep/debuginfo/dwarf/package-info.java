@NullMarked
package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.NullMarked;
