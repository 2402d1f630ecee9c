/** What resets a machine whose software has stopped answering. */
@NullMarked
package dev.realmstep.device.watchdog;

import org.jspecify.annotations.NullMarked;
