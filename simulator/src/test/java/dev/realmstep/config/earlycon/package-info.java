@NullMarked
package dev.realmstep.config.earlycon;

import org.jspecify.annotations.NullMarked;
