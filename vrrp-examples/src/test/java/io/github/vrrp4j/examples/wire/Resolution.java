package io.github.vrrp4j.examples.wire;

/** What says, or asks, where an IP address is: ARP, or its counterpart of IPv6. */
sealed interface Resolution extends Packet permits Arp, Neighbor {
    /** Whether it asks for the address, and does not only pretend to in order to announce it. */
    boolean asks(String address);

    /** Whether it answers that host's question for the address. */
    boolean answers(String address, Host asker);

    /** Whether it tells everybody where the address is, in the form that RFC 9568 section 6.4.2 asks for. */
    boolean announces(String address);

    /** The MAC address that it tells. */
    String hardware();
}
