/** What a back end is to the rest of the translator. */
@NullMarked
package dev.realmstep.cpu.engine.translator.host;

import org.jspecify.annotations.NullMarked;
