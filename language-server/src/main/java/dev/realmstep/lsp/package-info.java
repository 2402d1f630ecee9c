/** The language server of {@code .realm} files, over the language server protocol. */
@NullMarked
package dev.realmstep.lsp;

import org.jspecify.annotations.NullMarked;
