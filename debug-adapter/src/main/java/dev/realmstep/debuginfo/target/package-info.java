/** What debug information needs of the machine being looked at: its registers and its memory. */
@NullMarked
package dev.realmstep.debuginfo.target;

import org.jspecify.annotations.NullMarked;
