/** The text of a {@code .realm} file as a tree that is there whatever the text is, and its literals. */
@NullMarked
package dev.realmstep.config.syntax;

import org.jspecify.annotations.NullMarked;
