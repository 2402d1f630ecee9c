/** Physical memory, the four physical address spaces, and the granule protection table that keeps them apart. */
@NullMarked
package dev.realmstep.memory;

import org.jspecify.annotations.NullMarked;
