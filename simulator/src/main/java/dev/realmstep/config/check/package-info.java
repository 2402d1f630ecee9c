/** What is checked in a realm before it is built, each check a class behind one interface. */
@NullMarked
package dev.realmstep.config.check;

import org.jspecify.annotations.NullMarked;
