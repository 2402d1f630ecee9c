/** What a disk of the guest's holds, and where it is kept. */
@NullMarked
package dev.realmstep.device.disk;

import org.jspecify.annotations.NullMarked;
