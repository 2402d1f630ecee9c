@NullMarked
package dev.realmstep.debugger;

import org.jspecify.annotations.NullMarked;
