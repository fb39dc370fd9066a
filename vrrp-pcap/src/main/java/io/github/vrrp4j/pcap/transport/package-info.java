/** VRRP packets and announcements as raw frames, sent and received through libpcap. */
@NullMarked
package io.github.vrrp4j.pcap.transport;

import org.jspecify.annotations.NullMarked;
