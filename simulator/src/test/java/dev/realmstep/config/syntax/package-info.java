@NullMarked
package dev.realmstep.config.syntax;

import org.jspecify.annotations.NullMarked;
