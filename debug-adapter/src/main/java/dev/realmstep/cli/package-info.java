/** The command line: {@code realmstep run|debug|check|dap|lsp}. */
@NullMarked
package dev.realmstep.cli;

import org.jspecify.annotations.NullMarked;
