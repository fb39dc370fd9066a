/**
 * Ethernet frames as bytes: advertisements over IPv4 and IPv6, gratuitous ARP, unsolicited Neighbor Advertisement. Pure
 * functions; nothing here touches a network.
 */
@NullMarked
package io.github.vrrp4j.pcap.frames;

import org.jspecify.annotations.NullMarked;
