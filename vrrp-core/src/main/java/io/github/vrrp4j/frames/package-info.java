/**
 * Floor 4: Ethernet frames as bytes: advertisements over IPv4 and IPv6, ARP, Neighbor Discovery, and the datagrams of a simulated
 * client. Pure functions, in the core so that the simulated LAN and a real wire build and read the same bytes; the router itself
 * knows nothing of them.
 */
@NullMarked
package io.github.vrrp4j.frames;

import org.jspecify.annotations.NullMarked;
