/**
 * A debug session over a machine with a realm: breakpoints, stepping, the stack, variables, memory. The DAP server and
 * the console drive it alike; it knows neither.
 */
@NullMarked
package dev.realmstep.debugger;

import org.jspecify.annotations.NullMarked;
