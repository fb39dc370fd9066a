package io.github.vrrp4j.packet;

import java.util.List;

/**
 * A VRRP ADVERTISEMENT (RFC 9568 section 5.2, RFC 3768 section 5.3).
 *
 * @param version the protocol version
 * @param vrid the virtual router
 * @param priority 255 from the address owner, 1 to 254 from others, 0 from an Active router that stops
 * @param interval the sender's Advertisement_Interval, in a range that the version can express
 * @param authentication {@link Authentication#NONE} in version 3
 * @param checksumForm what its checksum covers: the message only in version 2, the pseudo-header over IPv6
 * @param addresses the virtual addresses, 1 to 255 of one family; IPv6: the first one is link-local (section 5.2.9)
 */
public record Advertisement(
        Version version,
        Vrid vrid,
        int priority,
        Interval interval,
        Authentication authentication,
        ChecksumForm checksumForm,
        List<IpAddress> addresses)
        implements Decoded {
    /** The priority of a router that stops being Active (section 5.2.4). */
    public static final int PRIORITY_RESIGNING = 0;

    /** The priority of the router that owns the virtual addresses (section 5.2.4). */
    public static final int PRIORITY_OWNER = 255;

    /** Checks every range, and that the fields fit together. */
    public Advertisement {
        if (priority < 0 || priority > 255) {
            throw new ConfigurationException("priority", priority, "must be 0 to 255");
        }
        version.requireExpressible(interval);
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > 255) {
            throw new ConfigurationException("addresses", addresses.size() + " of them", "must be 1 to 255");
        }
        Family family = addresses.get(0).family();
        for (int i = 1; i < addresses.size(); i++) {
            if (addresses.get(i).family() != family) {
                throw new ConfigurationException("addresses", addresses, "must be of one family");
            }
        }
        if (family == Family.IPV6 && !addresses.get(0).isLinkLocal()) {
            throw new ConfigurationException(
                    "addresses", addresses, "the first IPv6 address must be link-local (RFC 9568 section 5.2.9)");
        }
        requireFormOf(version, family, checksumForm);
        if (version == Version.V3 && authentication.type() != 0) {
            throw new ConfigurationException("authentication", authentication, "version 3 has none");
        }
    }

    private static void requireFormOf(Version version, Family family, ChecksumForm form) {
        if (version == Version.V2 && family == Family.IPV6) {
            throw new ConfigurationException("version", 2, "carries IPv4 only (RFC 3768 section 1.2)");
        }
        if (version == Version.V2 && form != ChecksumForm.MESSAGE_ONLY) {
            throw new ConfigurationException("checksum form", form, "version 2 has no pseudo-header");
        }
        if (family == Family.IPV6 && form != ChecksumForm.PSEUDO_HEADER) {
            throw new ConfigurationException("checksum form", form, "IPv6 always has a pseudo-header");
        }
    }

    /**
     * A version 2 message without authentication.
     *
     * @param vrid the virtual router
     * @param priority 0 to 255
     * @param interval whole seconds
     * @param addresses 1 to 255 IPv4 addresses
     * @return the advertisement
     */
    public static Advertisement v2(Vrid vrid, int priority, Interval interval, List<IpAddress> addresses) {
        return new Advertisement(
                Version.V2, vrid, priority, interval, Authentication.NONE, ChecksumForm.MESSAGE_ONLY, addresses);
    }

    /**
     * A version 3 message.
     *
     * @param vrid the virtual router
     * @param priority 0 to 255
     * @param interval 0.01 s to 40.95 s
     * @param form either form over IPv4, {@link ChecksumForm#PSEUDO_HEADER} over IPv6
     * @param addresses 1 to 255 addresses of one family
     * @return the advertisement
     */
    public static Advertisement v3(
            Vrid vrid, int priority, Interval interval, ChecksumForm form, List<IpAddress> addresses) {
        return new Advertisement(Version.V3, vrid, priority, interval, Authentication.NONE, form, addresses);
    }

    /**
     * The family of the virtual addresses, and of the packet that carries them.
     *
     * @return the family
     */
    public Family family() {
        return addresses.get(0).family();
    }

    /**
     * The same message from a sender with another priority.
     *
     * @param newPriority 0 to 255
     * @return the advertisement
     */
    public Advertisement withPriority(int newPriority) {
        return new Advertisement(version, vrid, newPriority, interval, authentication, checksumForm, addresses);
    }
}
