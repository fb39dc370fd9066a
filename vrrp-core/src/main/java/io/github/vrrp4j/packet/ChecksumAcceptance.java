package io.github.vrrp4j.packet;

/** Which checksum forms a receiver takes for version 3 over IPv4, where both are in use and the packet does not say which. */
public enum ChecksumAcceptance {
    /** Only RFC 9568's form. */
    MESSAGE_ONLY,
    /** Only the deployed form of keepalived and FRR. */
    PSEUDO_HEADER,
    /** Either; random damage then passes twice as often, about 2 times in 65536. */
    EITHER;

    boolean takes(ChecksumForm form) {
        return this == EITHER || name().equals(form.name());
    }
}
