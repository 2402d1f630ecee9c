/** What a Linux kernel keeps in its memory about itself, read by the types of its own debug information. */
@NullMarked
package dev.realmstep.debugger.linux;

import org.jspecify.annotations.NullMarked;
