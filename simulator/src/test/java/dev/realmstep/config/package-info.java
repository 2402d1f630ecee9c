@NullMarked
package dev.realmstep.config;

import org.jspecify.annotations.NullMarked;
