/** EL3: owns the granule protection table, switches between worlds, powers processing elements for the normal world. */
@NullMarked
package dev.realmstep.monitor;

import org.jspecify.annotations.NullMarked;
