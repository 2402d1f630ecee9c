/** What holds of the whole library. */
@NullMarked
package dev.realmstep;

import org.jspecify.annotations.NullMarked;
