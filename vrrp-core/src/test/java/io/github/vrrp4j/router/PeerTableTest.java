package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.spi.Datagram;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every router that was heard for a virtual router. */
class PeerTableTest {
    private final Bench bench = Bench.backup(Bench.v3());

    private List<PeerStatus> peers() {
        return bench.router.status(bench.id).peers();
    }

    private List<String> addresses() {
        return peers().stream().map(peer -> peer.address().toString()).toList();
    }

    private PeerStatus peer(String address, int priority, int centiseconds) {
        return new PeerStatus(
                IpAddress.of(address), priority, Interval.ofCentiseconds(centiseconds), Version.V3, bench.now);
    }

    @Test
    void aPeerIsWhatItSaidLast() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        assertEquals(List.of(peer(Bench.HIGHER, 200, 100)), peers());

        bench.passes(Bench.SECOND);
        bench.hears(bench.saying(150, Interval.ofCentiseconds(20)), Bench.HIGHER);
        assertEquals(List.of(peer(Bench.HIGHER, 150, 20)), peers());

        bench.hears(bench.saying(0), Bench.HIGHER);
        assertEquals(List.of(peer(Bench.HIGHER, 0, 100)), peers());
    }

    /** By number, not by text. */
    @Test
    void peersComeByAddress() {
        for (String address : List.of("10.9.0.200", "10.9.0.9", "192.168.0.1", "10.9.0.19", "9.255.255.255")) {
            bench.hears(bench.saying(200), address);
        }
        assertEquals(List.of("9.255.255.255", "10.9.0.9", "10.9.0.19", "10.9.0.200", "192.168.0.1"), addresses());
    }

    @Test
    void thoseWhoAreDiscardedByTheStateMachineAreHeardAllTheSame() {
        bench.hears(bench.saying(50), Bench.HIGHER);
        bench.passes(Bench.DOWN);
        bench.hears(bench.saying(60), Bench.LOWER);
        assertEquals(List.of(Bench.LOWER, Bench.HIGHER), addresses());
    }

    @Test
    void thoseWhoAreRejectedAreNotHeard() {
        Datagram datagram = TestWire.packet(bench.saying(200), Bench.HIGHER);
        bench.rejects(Rejection.TTL, new Datagram(datagram.source(), datagram.destination(), 254, datagram.payload()));
        assertEquals(List.of(), peers());
    }

    /** Sources can be forged: the one that was silent longest makes room, whatever its address. */
    @Test
    void thereAreAtMost64AndTheLongestSilentMakesRoom() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        for (int i = 0; i < 63; i++) {
            bench.passes(Bench.MILLISECOND);
            bench.hears(bench.saying(200), "10.8.0." + i);
        }
        assertEquals(64, peers().size());
        bench.passes(Bench.MILLISECOND);
        bench.hears(bench.saying(200), Bench.HIGHER);

        for (int i = 0; i < 10_000; i++) {
            bench.passes(Bench.MILLISECOND);
            bench.hears(bench.saying(200), "10." + (100 + i / 10_000) + "." + i / 100 + "." + i % 100);
            if (i % 50 == 0) {
                bench.hears(bench.saying(200), Bench.HIGHER);
            }
            assertEquals(64, peers().size());
        }
        assertEquals(Bench.HIGHER, addresses().get(0), "who keeps talking stays");
        assertEquals(
                IntStream.range(9_937, 10_000)
                        .mapToObj(i -> "10.100." + i / 100 + "." + i % 100)
                        .toList(),
                addresses().subList(1, 64));
    }

    @Test
    void theTableOutlivesStateChanges() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        long heardAt = bench.now;
        bench.passes(2 * Bench.DOWN);
        bench.router.stop(bench.id, bench.now);
        assertEquals(heardAt, peers().get(0).lastHeardNanos());
    }

    @Test
    void theVersionIsThatOfThePacket() {
        Bench v2 = Bench.backup(Bench.v2());
        v2.hears(v2.saying(200), Bench.HIGHER);
        assertEquals(Version.V2, v2.router.status(v2.id).peers().get(0).version());
    }
}
