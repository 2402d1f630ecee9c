@NullMarked
package dev.realmstep.config.reader;

import org.jspecify.annotations.NullMarked;
