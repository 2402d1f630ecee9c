/** Linux's early console as a kernel command line asks for it. */
@NullMarked
package dev.realmstep.config.earlycon;

import org.jspecify.annotations.NullMarked;
