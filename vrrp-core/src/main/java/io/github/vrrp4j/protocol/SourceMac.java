package io.github.vrrp4j.protocol;

/** The Ethernet address that advertisements and announcements come from, and that answers for the virtual addresses. */
public enum SourceMac {
    /** The virtual router MAC address, as RFC 9568 section 7.2 says. */
    VIRTUAL,
    /** The address of the interface, as keepalived does unless told otherwise. */
    INTERFACE
}
