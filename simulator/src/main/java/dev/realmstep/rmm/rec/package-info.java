/** Realm execution contexts: entry, exit, and what is kept between the two. */
@NullMarked
package dev.realmstep.rmm.rec;

import org.jspecify.annotations.NullMarked;
