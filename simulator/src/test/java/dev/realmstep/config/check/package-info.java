@NullMarked
package dev.realmstep.config.check;

import org.jspecify.annotations.NullMarked;
