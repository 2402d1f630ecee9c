@NullMarked
package dev.realmstep.cpu.floatingpoint;

import org.jspecify.annotations.NullMarked;
