package io.github.vrrp4j.pcap.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import io.github.vrrp4j.pcap.WireTests;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Announcement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9568 section 6.4.2: the peer believes the announcement, whatever it knew before. */
@ExtendWith(WireTests.class)
@ParameterizedClass
@EnumSource(Host.class)
class AnnouncerIT {
    private static final String STALE = "02:00:00:00:00:01";

    @Parameter
    Host host;

    private Namespace us;
    private Namespace them;
    private PcapTransport transport;

    @BeforeEach
    void setUp() throws Exception {
        us = new Namespace("us");
        them = new Namespace("them");
        us.connect("v0", them, "v1");
        them.ip("addr add 10.9.0.2/24 dev v1");
        them.ip("addr add 2001:db8::2/64 dev v1 nodad");
        if (host == Host.PORTABLE) {
            us.ip("addr add 10.9.0.1/24 dev v0");
        }
        transport = PcapTransportIT.opened(host, us, "v0", new LinkedBlockingQueue<>());
    }

    @AfterEach
    void tearDown() throws Exception {
        transport.close();
        us.close();
        them.close();
    }

    @Test
    void aGratuitousArpUpdatesThePeer() throws Exception {
        assertUpdates("10.9.0.100", Family.IPV4);
    }

    @Test
    void aNeighborAdvertisementUpdatesThePeer() throws Exception {
        assertUpdates("2001:db8::100", Family.IPV6);
    }

    @Test
    void theMacAddressIsTheOneThatTheInterfaceHasNow() throws Exception {
        assertUpdates("10.9.0.100", Family.IPV4);

        us.ip("link set v0 address 02:00:00:00:00:99");

        assertUpdates("10.9.0.100", Family.IPV4);
    }

    @Test
    void eachAddressIsAnnounced() throws Exception {
        for (int host = 100; host < 110; host++) {
            them.ip("neigh replace 10.9.0." + host + " lladdr " + STALE + " dev v1 nud reachable");
        }

        announce(
                Family.IPV4,
                IntStream.range(100, 110)
                        .mapToObj(host -> announcement("10.9.0." + host))
                        .toList());

        Await.until("no entry is stale", () -> !them.ip("neigh show dev v1").contains(STALE));
    }

    private void assertUpdates(String address, Family family) throws Exception {
        them.ip("neigh replace " + address + " lladdr " + STALE + " dev v1 nud reachable");
        assertTrue(them.ip("neigh show " + address + " dev v1").contains(STALE));

        announce(family, List.of(announcement(address)));

        String mac = us.ip("-br link show dev v0").split("\\s+")[2];
        Await.until(
                address + " is at " + mac,
                () -> them.ip("neigh show " + address + " dev v1").contains(mac));
    }

    /** From within, where the interface can be found. */
    private void announce(Family family, List<Announcement> announcements) throws Exception {
        us.call(() -> {
            transport.announce(new VirtualRouterId("v0", new Vrid(51), family), announcements);
            return family;
        });
    }

    private static Announcement announcement(String text) {
        IpAddress address = IpAddress.of(text);
        return address.family() == Family.IPV4
                ? new Announcement.GratuitousArp(Optional.empty(), address, Optional.empty())
                : new Announcement.UnsolicitedNeighborAdvertisement(Optional.empty(), address, true);
    }
}
