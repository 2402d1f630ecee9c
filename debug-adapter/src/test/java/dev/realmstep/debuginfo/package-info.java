@NullMarked
package dev.realmstep.debuginfo;

import org.jspecify.annotations.NullMarked;
