/** The Debug Adapter Protocol over a debug session: requests become calls of the session, stops become events. */
@NullMarked
package dev.realmstep.dap;

import org.jspecify.annotations.NullMarked;
