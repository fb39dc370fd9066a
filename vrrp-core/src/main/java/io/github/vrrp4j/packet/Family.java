package io.github.vrrp4j.packet;

/**
 * The address family of a virtual router. An IPv4 and an IPv6 virtual router with the same VRID on one interface are
 * unrelated (RFC 9568 section 1).
 */
public enum Family {
    /** IPv4: 4-byte addresses, group 224.0.0.18. */
    IPV4(4, "224.0.0.18"),
    /** IPv6: 16-byte addresses, group ff02::12. */
    IPV6(16, "ff02::12");

    private final int addressBytes;
    private final String group;

    Family(int addressBytes, String group) {
        this.addressBytes = addressBytes;
        this.group = group;
    }

    /**
     * The length of an address on the wire.
     *
     * @return 4 or 16 bytes
     */
    public int addressBytes() {
        return addressBytes;
    }

    /**
     * The multicast group that IANA assigned to VRRP (RFC 9568 sections 5.1.1.2 and 5.1.2.2).
     *
     * @return 224.0.0.18 or ff02::12
     */
    public IpAddress group() {
        return Groups.OF[ordinal()];
    }

    /** Apart from the enum, because an {@link IpAddress} needs its family to exist first. */
    private static final class Groups {
        static final IpAddress[] OF = {IpAddress.of(IPV4.group), IpAddress.of(IPV6.group)};
    }
}
