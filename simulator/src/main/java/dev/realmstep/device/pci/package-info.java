/** PCI Express, as far as a board without a function on it has some. */
@NullMarked
package dev.realmstep.device.pci;

import org.jspecify.annotations.NullMarked;
