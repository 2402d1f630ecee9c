/** Granules of physical memory: their life cycle, and the RMM's access to them. */
@NullMarked
package dev.realmstep.rmm.granule;

import org.jspecify.annotations.NullMarked;
