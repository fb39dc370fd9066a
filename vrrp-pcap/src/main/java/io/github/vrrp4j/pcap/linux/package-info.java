/**
 * What a Linux host does besides frames, through rtnetlink: virtual addresses with a lease, the state of links, privileges. All
 * sockets stay in the network namespace of the thread that made the object.
 */
@NullMarked
package io.github.vrrp4j.pcap.linux;

import org.jspecify.annotations.NullMarked;
