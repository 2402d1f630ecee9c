/** What is loaded into the machine: ELF files, Linux kernel images and flattened device trees. */
@NullMarked
package dev.realmstep.image;

import org.jspecify.annotations.NullMarked;
