/** What the language server and the debug adapter share as servers of the protocol library. */
@NullMarked
package dev.realmstep.jsonrpc;

import org.jspecify.annotations.NullMarked;
