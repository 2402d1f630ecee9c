@NullMarked
package dev.realmstep.cpu.isa;

import org.jspecify.annotations.NullMarked;
