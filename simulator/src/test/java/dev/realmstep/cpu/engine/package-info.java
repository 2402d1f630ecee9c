@NullMarked
package dev.realmstep.cpu.engine;

import org.jspecify.annotations.NullMarked;
