package io.github.vrrp4j.pcap.transport;

/**
 * What a handle captures. The filters let VLAN tags pass: the kernel takes a tag off before it filters, and libpcap puts it back,
 * so that the frame is recognised as one of another interface and counted.
 */
enum Capture {
    /**
     * VRRP, in version 2 also behind an authentication header. Whole packets of the usual MTU; and room for about a thousand
     * while the JVM is stopped, since they prove that their senders live.
     */
    ADVERTISEMENTS("ip proto 112 or (ip proto 51 and ip[20] = 112) or ip6 proto 112", 1600, 2 << 20, false),

    /** ARP replies and Neighbor Advertisements. */
    ANSWERS("arp[6:2] = 2 or (icmp6 and ip6[40] = 136)", 256, 1 << 18, true),

    /** ARP requests and Neighbor Solicitations. */
    QUESTIONS("arp[6:2] = 1 or (icmp6 and ip6[40] = 135)", 256, 1 << 18, true);

    /** In the language of libpcap. */
    final String filter;

    final int snapshotBytes;
    final int bufferBytes;

    /** Whether a flood is left to the kernel, which drops what nobody fetches. */
    final boolean limited;

    Capture(String filter, int snapshotBytes, int bufferBytes, boolean limited) {
        this.filter = filter;
        this.snapshotBytes = snapshotBytes;
        this.bufferBytes = bufferBytes;
        this.limited = limited;
    }
}
