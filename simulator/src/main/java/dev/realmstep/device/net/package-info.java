/**
 * The network that a realm's network device is connected to: nothing of the host's, but a small one of its own, whose one
 * other member answers ARP, ICMP echo and DHCP at once. There is no TCP.
 */
@NullMarked
package dev.realmstep.device.net;

import org.jspecify.annotations.NullMarked;
