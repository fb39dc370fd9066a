package io.github.vrrp4j.examples.wire;

/** What an advertisement has to look like, by who sent it. */
final class WellFormed {
    private WellFormed() {}

    /** For what it says itself and what is of no concern, it is taken at its word. */
    static Advert like(Advert advert, Site sender, Site other) {
        RouterConfig config = sender.config();
        Dialect dialect = config.dialect();
        boolean unicast = config.setting().unicast();
        return new Advert(
                advert.timeNanos(),
                sender.advertMac(),
                unicast ? other.host().mac() : dialect.groupMac(),
                sender.kind() == RouterKind.FRR && dialect.isIpv6()
                        ? Frr.linkLocal(sender.host())
                        : sender.host().source(dialect),
                unicast ? other.host().source(dialect) : dialect.group(),
                true,
                // keepalived's unicast is not bound to the link: it says nothing and the kernel uses its default.
                unicast && sender.kind() == RouterKind.KEEPALIVED ? advert.ttl() : 255,
                dialect.version(),
                1,
                config.vrid(),
                advert.priority() == 0 ? 0 : config.priority(),
                authenticationType(config.setting()),
                (int) dialect.interval().toMillis(),
                dialect.version() == 2 || !dialect.isIpv6() && advert.checksum() == Advert.Checksum.MESSAGE
                        ? Advert.Checksum.MESSAGE
                        : Advert.Checksum.PSEUDO_HEADER_AND_MESSAGE,
                dialect.virtualAddresses());
    }

    /** RFC 2338 section 5.3.6. */
    private static int authenticationType(Setting setting) {
        return switch (setting.authentication()) {
            case "PASS" -> 1;
            case "AH" -> 2;
            default -> 0;
        };
    }
}
