package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Announcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The announcements of one occasion (RFC 9568 section 6.4.2): for each address as many as the schedule's burst says. */
final class Announcements {
    private Announcements() {}

    static List<Announcement> of(VirtualRouterConfig config, List<VirtualAddress> addresses) {
        int burst = config.policies().announcements().burst();
        List<Announcement> announcements = new ArrayList<>(burst * addresses.size());
        for (int i = 0; i < burst; i++) {
            for (VirtualAddress each : addresses) {
                announcements.add(of(config, each.address()));
            }
        }
        return announcements;
    }

    private static Announcement of(VirtualRouterConfig config, IpAddress address) {
        AnnouncementSchedule schedule = config.policies().announcements();
        Family family = address.family();
        Optional<MacAddress> hardware = config.policies().sourceMac() == SourceMac.VIRTUAL
                ? Optional.of(config.id().vrid().virtualMac(family))
                : Optional.empty();
        return family == Family.IPV4
                ? new Announcement.GratuitousArp(
                        hardware,
                        address,
                        schedule.broadcastTarget() ? Optional.of(MacAddress.BROADCAST) : Optional.empty())
                : new Announcement.UnsolicitedNeighborAdvertisement(hardware, address, schedule.routerFlag());
    }
}
