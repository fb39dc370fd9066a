package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What parameters must be to each other. The ranges of single ones are the business of their types. */
final class ConfigurationRules {
    /** What an Ethernet frame carries besides the IP header. */
    private static final int ETHERNET_MTU = 1500;

    private ConfigurationRules() {}

    static Family familyOf(List<VirtualAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new ConfigurationException("addresses", addresses, "a virtual router needs at least one");
        }
        Family family = addresses.get(0).address().family();
        Set<IpAddress> seen = new HashSet<>();
        for (VirtualAddress address : addresses) {
            if (address.address().family() != family) {
                throw new ConfigurationException(
                        "virtual address",
                        address,
                        "a virtual router has addresses of one family, and the first one is " + addresses.get(0));
            }
            if (!seen.add(address.address())) {
                throw new ConfigurationException("virtual address", address, "is listed twice");
            }
        }
        return family;
    }

    static void check(VirtualRouterConfig config, Preset preset) {
        checkOwner(config);
        checkVersion(config, preset);
        checkPeers(config);
        checkProbe(config);
        for (Advertisement advertisement : config.advertisements(config.priority())) {
            checkSize(advertisement);
        }
    }

    static void checkChoice(VirtualRouterConfig config, ChecksumForm chosen) {
        if (config.checksumForm() != chosen) {
            throw new ConfigurationException(
                    "checksum form", chosen, "version 2 and IPv6 leave no choice but " + config.checksumForm());
        }
    }

    private static void checkOwner(VirtualRouterConfig config) {
        if (config.isOwner() && !config.preemption().equals(Preemption.IMMEDIATE)) {
            throw new ConfigurationException(
                    "preemption",
                    config.preemption(),
                    "an address owner always preempts at once (RFC 9568 section 6.1)");
        }
    }

    private static void checkVersion(VirtualRouterConfig config, Preset preset) {
        if (config.version() == Version.V2 && config.id().family() == Family.IPV6) {
            throw new ConfigurationException("version", 2, "carries IPv4 only (RFC 3768 section 1.2)");
        }
        if (config.version() == Version.V3 && config.authentication().type() != 0) {
            throw new ConfigurationException(
                    "authentication", config.authentication(), "version 3 has none (RFC 9568 section 9)");
        }
        if (config.coexistence()
                && (config.version() == Version.V2 || config.id().family() == Family.IPV6)) {
            throw new ConfigurationException(
                    "coexistence", "on", "needs version 3 and IPv4 addresses (RFC 9568 section 8.4)");
        }
        if (preset == Preset.RFC3768
                && config.version() == Version.V2
                && config.policies().acceptMode()) {
            throw new ConfigurationException(
                    "accept mode", true, "version 2 has none: only an owner accepts (RFC 3768 section 6.4.3)");
        }
    }

    private static void checkPeers(VirtualRouterConfig config) {
        Set<IpAddress> seen = new HashSet<>();
        for (IpAddress peer : config.peers()) {
            if (peer.family() != config.id().family()) {
                throw new ConfigurationException("peer", peer, "must be of the family of the virtual addresses");
            }
            if (!peer.isUnicast() || peer.isLoopback()) {
                throw new ConfigurationException("peer", peer, "must be a unicast address of another host");
            }
            if (!seen.add(peer)) {
                throw new ConfigurationException("peer", peer, "is listed twice");
            }
            if (config.addresses().stream().anyMatch(each -> each.address().equals(peer))) {
                throw new ConfigurationException("peer", peer, "must not be one of the virtual addresses");
            }
        }
    }

    private static void checkProbe(VirtualRouterConfig config) {
        for (IpAddress target : config.probe().targets()) {
            if (target.family() != config.id().family() || !target.isUnicast() || target.isLoopback()) {
                throw new ConfigurationException(
                        "probe target", target, "must be another host, of the family of the virtual addresses");
            }
            if (config.addresses().stream().anyMatch(each -> each.address().equals(target))) {
                throw new ConfigurationException("probe target", target, "must not be one of the virtual addresses");
            }
        }
    }

    /** A message that needs fragments would not be understood by everyone (RFC 9568 section 5.2.5). */
    private static void checkSize(Advertisement advertisement) {
        int header = advertisement.family() == Family.IPV4 ? 20 : 40;
        int length = AdvertisementCodec.length(advertisement);
        if (header + length > ETHERNET_MTU) {
            throw new ConfigurationException(
                    "addresses",
                    advertisement.addresses().size() + " of them",
                    "must fit into one packet of " + ETHERNET_MTU + " bytes");
        }
    }
}
