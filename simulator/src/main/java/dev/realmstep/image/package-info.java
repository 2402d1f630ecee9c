/** What is loaded into the machine: ELF files, Linux kernels, initial RAM file systems, flattened device trees. */
@NullMarked
package dev.realmstep.image;

import org.jspecify.annotations.NullMarked;
