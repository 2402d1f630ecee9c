@NullMarked
package dev.realmstep.cpu.engine.translator;

import org.jspecify.annotations.NullMarked;
