package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.LearnedInterval;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterStatistics;
import io.github.vrrp4j.simulation.SimulatedIntruder;
import io.github.vrrp4j.simulation.SimulatedNode;
import io.github.vrrp4j.spi.Datagram;
import java.time.Duration;
import java.util.List;

/** Checks stop what is malformed or from beyond the link; what is well-formed and from the link is believed (RFC 9568 section 9). */
final class Forged implements Scenario {
    static final int TIMES = 5;
    static final Interval LONGEST_THERE_IS = Interval.ofCentiseconds(4095);

    private static final IpAddress FORGER = IpAddress.of("10.9.0.66");
    private static final int INTERVAL_LOW_BYTE = 5;
    private static final int CHECKSUM_LOW_BYTE = 7;
    private static final Duration LONG = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "forged";
    }

    @Override
    public String question() {
        return "Somebody on the link sends forged advertisements, five in five seconds: what does the victim do?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("wrong TTL: 254", Forged::wrongTtl),
                new Variant("wrong checksum", Forged::wrongChecksum),
                new Variant("interval 0", Forged::intervalZero),
                new Variant("priority 255", Forged::priority255),
                new Variant("priority 255 and an interval of 40.95 s", Forged::longInterval),
                new Variant("the same, but at most 5 s are learned", Forged::longIntervalRefused));
    }

    static String wrongTtl(Stage stage) {
        return attack(stage, Stage.equal(), 254, encode(Interval.DEFAULT), Stage.A_WHILE);
    }

    static String wrongChecksum(Stage stage) {
        byte[] message = encode(Interval.DEFAULT);
        message[CHECKSUM_LOW_BYTE] ^= 1;
        return attack(stage, Stage.equal(), 255, message, Stage.A_WHILE);
    }

    static String intervalZero(Stage stage) {
        byte[] message = encode(Interval.ofCentiseconds(1));
        // One less here is one more in the checksum, which is a complement.
        message[INTERVAL_LOW_BYTE]--;
        message[CHECKSUM_LOW_BYTE]++;
        return attack(stage, Stage.equal(), 255, message, Stage.A_WHILE);
    }

    static String priority255(Stage stage) {
        return attack(stage, Stage.equal(), 255, encode(Interval.DEFAULT), Stage.A_WHILE);
    }

    static String longInterval(Stage stage) {
        return attack(stage, Stage.equal(), 255, encode(LONGEST_THERE_IS), LONG);
    }

    static String longIntervalRefused(Stage stage) {
        LearnedInterval atMost = new LearnedInterval(Interval.ofSeconds(5), LearnedInterval.TooLong.DISCARD);
        VirtualRouterConfig careful = Stage.equal().toBuilder()
                .adjust(policies -> policies.withLearnedInterval(atMost))
                .build();
        return attack(stage, careful, 255, encode(LONGEST_THERE_IS), Stage.A_WHILE);
    }

    private static byte[] encode(Interval interval) {
        Advertisement forged = Advertisement.v3(
                new Vrid(Stage.VRID),
                Advertisement.PRIORITY_OWNER,
                interval,
                ChecksumForm.MESSAGE_ONLY,
                List.of(IpAddress.of(Stage.VIRTUAL)));
        return AdvertisementCodec.encode(forged, FORGER, Family.IPV4.group());
    }

    private static String attack(
            Stage stage, VirtualRouterConfig both, int timeToLive, byte[] message, Duration aftermath) {
        stage.pair(both);
        SimulatedIntruder intruder = stage.lan().intruder();
        Datagram datagram = new Datagram(FORGER, Family.IPV4.group(), timeToLive, message);
        stage.scene(
                intruder + " sends it once a second, from " + FORGER + ".",
                () -> {
                    for (int i = 0; i < TIMES; i++) {
                        stage.lan().after(Duration.ofSeconds(i), () -> intruder.send(datagram));
                    }
                },
                Duration.ofSeconds(TIMES));
        stage.scene("It is over.", () -> {}, aftermath);
        return stage.verdict() + " " + counted(stage, stage.a()) + " " + counted(stage, stage.b());
    }

    private static String counted(Stage stage, SimulatedNode node) {
        VirtualRouterStatistics statistics = node.status().statistics();
        return node + ": discarded " + statistics.rejections() + ", other intervals " + statistics.intervalErrors()
                + ", reports " + reports(stage, node) + ".";
    }

    /** How often the listener of a router was told something of the forger. */
    static long reports(Stage stage, SimulatedNode node) {
        return stage.lan().transcript().entries().stream()
                .filter(entry -> entry.who().equals(node.name()))
                .filter(entry -> entry.what().contains(FORGER.toString()))
                .count();
    }
}
