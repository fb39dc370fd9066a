package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in a valid configuration that may not be what is wanted.
 *
 * @param parameter which parameter
 * @param text what to consider, for people
 */
public record Advice(String parameter, String text) {
    private static final int SHORT_CENTISECONDS = 5;

    static List<Advice> on(VirtualRouterConfig config) {
        List<Advice> advice = new ArrayList<>();
        if (config.interval().centiseconds() < SHORT_CENTISECONDS) {
            advice.add(new Advice(
                    "advertisement interval",
                    config.interval()
                            + " leaves no room for a pause of the machine: use a collector with short pauses"));
        }
        if (config.policies().missedAdvertisements() != 3) {
            advice.add(new Advice(
                    "missed advertisements",
                    "every router should wait for the same number, and others wait for 3 (RFC 9568 section 6.1)"));
        }
        if (config.version() == Version.V2 && config.policies().acceptMode() && !config.isOwner()) {
            advice.add(new Advice(
                    "accept mode", "version 2 has none: only an owner may accept packets (RFC 3768 section 6.4.3)"));
        }
        if (config.policies().sourceMac() == SourceMac.INTERFACE) {
            advice.add(new Advice(
                    "source mac",
                    "is that of the interface, as with keepalived; RFC 9568 section 7.2 asks for the virtual one, with which"
                            + " hosts need not learn a new address after a failover"));
        }
        if (!config.probe().targets().isEmpty()
                && config.policies().sourceMac() == SourceMac.INTERFACE
                && config.policies().announcements().refreshEvery().isZero()) {
            advice.add(new Advice(
                    "probe",
                    "nothing moves when a cut heals, and so nobody announces the addresses to the hosts that were cut off: with a"
                            + " refresh in the announcement schedule they learn of the Active router sooner"));
        }
        if (config.coexistence()) {
            advice.add(new Advice(
                    "coexistence",
                    "is an aid for an upgrade and not meant to stay (RFC 9568 section 8.4.2)"
                            + (config.interval().centiseconds() % 100 == 0
                                    ? ""
                                    : "; version 2 routers discard advertisements of less than a second")));
        }
        if (!config.peers().isEmpty() && config.policies().unicastTtl().min() < 255) {
            advice.add(new Advice("unicast ttl", "a TTL below 255 is no proof that a packet comes from this link"));
        }
        return List.copyOf(advice);
    }

    @Override
    public String toString() {
        return parameter + ": " + text;
    }
}
