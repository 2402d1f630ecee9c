/**
 * The embedded normal-world host: it builds a realm from its configuration through the Realm Management Interface, runs
 * its RECs, and services their exits, as a hypervisor with its virtual machine monitor does.
 */
@NullMarked
package dev.realmstep.host;

import org.jspecify.annotations.NullMarked;
