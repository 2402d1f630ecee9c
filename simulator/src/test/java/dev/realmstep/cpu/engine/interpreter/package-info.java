@NullMarked
package dev.realmstep.cpu.engine.interpreter;

import org.jspecify.annotations.NullMarked;
