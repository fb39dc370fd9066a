package io.github.vrrp4j.packet;

/**
 * What the checksum of an ADVERTISEMENT covers. Version 2 has only the message, IPv6 always the pseudo-header; for version 3
 * over IPv4 both forms are in use, and the packet does not say which.
 */
public enum ChecksumForm {
    /** The VRRP message alone: RFC 3768, and RFC 9568 section 5.2.8 for IPv4 (Cisco, Juniper). */
    MESSAGE_ONLY,
    /** A pseudo-header and the message: IPv6, and what keepalived, FRR and the RFC 5798 readers send over IPv4. */
    PSEUDO_HEADER
}
