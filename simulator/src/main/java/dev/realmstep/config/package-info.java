/** What a {@code .realm} file says: the immutable model of a realm, and the vocabulary of what may be wrong with it. */
@NullMarked
package dev.realmstep.config;

import org.jspecify.annotations.NullMarked;
