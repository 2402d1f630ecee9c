/** The Realm Management Interface: the commands of the host. */
@NullMarked
package dev.realmstep.rmm.rmi;

import org.jspecify.annotations.NullMarked;
