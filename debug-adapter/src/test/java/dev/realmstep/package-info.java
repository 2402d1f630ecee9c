/** What holds of the whole module. */
@NullMarked
package dev.realmstep;

import org.jspecify.annotations.NullMarked;
