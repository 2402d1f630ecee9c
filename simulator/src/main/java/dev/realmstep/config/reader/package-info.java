/** Reads the tree of a {@code .realm} file into the model, and reports what it cannot read. */
@NullMarked
package dev.realmstep.config.reader;

import org.jspecify.annotations.NullMarked;
