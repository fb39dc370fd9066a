package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.Transport;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A wire and a host that write down, in one list, everything that a router does to them. */
final class TestWire implements Transport {
    final List<String> log = new ArrayList<>();
    final List<Datagram> sent = new ArrayList<>();
    final List<Conflict> conflicts = new ArrayList<>();
    final List<IpAddress> probed = new ArrayList<>();
    /** What each occasion announced. */
    final List<List<Announcement>> announced = new ArrayList<>();

    final List<Changes> reconfigured = new ArrayList<>();
    boolean down;
    boolean behind;
    boolean broken;

    @Override
    public void open(String interfaceName, Receiver receiver) {}

    @Override
    public void send(VirtualRouterConfig router, Datagram datagram) throws IOException {
        if (down) {
            throw new IOException("Network is down");
        }
        sent.add(datagram);
        log.add("send " + router.id() + " priority " + advertisement(datagram).priority());
    }

    @Override
    public void probe(VirtualRouterId router, IpAddress source, IpAddress target) throws IOException {
        if (down) {
            throw new IOException("Network is down");
        }
        probed.add(target);
    }

    @Override
    public boolean isBehind(String interfaceName) {
        requireWhole();
        return behind;
    }

    @Override
    public void getReady(String interfaceName) {
        requireWhole();
        log.add("get ready on " + interfaceName);
    }

    private void requireWhole() {
        if (broken) {
            throw new IllegalStateException("broken");
        }
    }

    @Override
    public void close() {}

    static Advertisement advertisement(Datagram datagram) {
        int offset = datagram.protocol() == Datagram.AUTHENTICATION_HEADER ? AuthenticationHeader.BYTES : 0;
        return (Advertisement) AdvertisementCodec.decode(
                datagram.payload(),
                offset,
                datagram.payload().length - offset,
                datagram.source(),
                datagram.destination(),
                ChecksumAcceptance.EITHER);
    }

    /** A packet as a correct router would send it. */
    static Datagram packet(Advertisement advertisement, String source) {
        IpAddress from = IpAddress.of(source);
        IpAddress group = from.family().group();
        return new Datagram(from, group, 255, AdvertisementCodec.encode(advertisement, from, group));
    }

    List<Conflict> takeConflicts() {
        List<Conflict> taken = List.copyOf(conflicts);
        conflicts.clear();
        return taken;
    }

    List<Datagram> takeSent() {
        List<Datagram> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    List<String> takeLog() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    Hooks hooks() {
        return new Hooks(new Kernel(), announcer(), new Listener());
    }

    Announcer announcer() {
        return (router, announcements) -> {
            announced.add(announcements);
            log.add("announce "
                    + announcements.stream().map(Announcement::address).toList());
        };
    }

    private final class Kernel implements AddressHook {
        @Override
        public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            log.add("acquire " + addresses);
        }

        @Override
        public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) {
            log.add("release " + addresses);
        }
    }

    final class Listener implements VrrpListener {
        @Override
        public void transition(VirtualRouterId router, Transition transition) {
            log.add(transition.from() + " -> " + transition.to() + ": " + transition.why());
        }

        @Override
        public void reachability(VirtualRouterId router, boolean reachable, List<IpAddress> targets) {
            log.add(targets.get(0) + " answer: " + reachable);
        }

        @Override
        public void waiting(VirtualRouterId router, String why) {
            log.add("waiting: " + why);
        }

        @Override
        public void rejected(VirtualRouterId router, Rejection rejection, IpAddress source) {
            log.add("rejected " + rejection + " from " + source);
        }

        @Override
        public void conflict(VirtualRouterId router, Conflict conflict) {
            conflicts.add(conflict);
        }

        @Override
        public void reconfigured(VirtualRouterId router, Changes changes) {
            reconfigured.add(changes);
            log.add("reconfigured");
        }

        @Override
        public void failed(VirtualRouterId router, String what, Exception failure) {
            log.add("failed " + what + ": " + failure.getMessage());
        }
    }
}
