@NullMarked
package dev.realmstep.lsp;

import org.jspecify.annotations.NullMarked;
