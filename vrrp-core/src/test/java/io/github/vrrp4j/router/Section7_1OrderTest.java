package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.LearnedInterval;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Datagram;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** RFC 9568 section 7.1: of all that is wrong with a packet, the first check that fails is counted, and no other. */
class Section7_1OrderTest {
    /** A packet, field by field, so that each can be wrong. */
    private static final class Packet {
        String source = Bench.HIGHER6;
        String destination = "ff02::12";
        int timeToLive = 255;
        int version = 3;
        int type = 1;
        int priority = 200;
        int intervalField = 100;
        List<String> addresses = List.of("fe80::5:1", "2001:db8:5::1");
        byte[] rest = {};
        int checksumError;

        Datagram datagram() {
            ByteBuffer bytes = ByteBuffer.allocate(8 + addresses.size() * 16 + rest.length);
            bytes.put((byte) (version << 4 | type)).put((byte) 51).put((byte) priority);
            bytes.put((byte) addresses.size()).putShort((short) intervalField).putShort((short) 0);
            addresses.forEach(address -> bytes.put(IpAddress.of(address).bytes()));
            bytes.put(rest);
            byte[] message = new byte[bytes.position()];
            bytes.flip().get(message);
            int sum = sum(message)
                    + (IpAddress.of(source).family().addressBytes() == 4
                            ? 0
                            : sum(IpAddress.of(source).bytes())
                                    + sum(IpAddress.of(destination).bytes())
                                    + 112
                                    + message.length);
            int folded = (sum & 0xffff) + (sum >>> 16);
            int checksum = ~(folded + (folded >>> 16)) + checksumError;
            message[6] = (byte) (checksum >> 8);
            message[7] = (byte) checksum;
            return new Datagram(IpAddress.of(source), IpAddress.of(destination), timeToLive, message);
        }

        private static int sum(byte[] bytes) {
            int sum = 0;
            for (int i = 0; i < bytes.length; i++) {
                sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            }
            return sum;
        }
    }

    /** One fault after the other is taken away, from the first check to the last. */
    private static void assertOrder(Bench bench, Packet packet, Map<Rejection, Consumer<Packet>> faults) {
        List<Map.Entry<Rejection, Consumer<Packet>>> inOrder = List.copyOf(faults.entrySet());
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            inOrder.get(i).getValue().accept(packet);
            bench.rejects(inOrder.get(i).getKey(), packet.datagram());
        }
        assertEquals(faults.size(), bench.statistics().rejections().size());
        List<Rejection> order = List.copyOf(faults.keySet());
        assertEquals(order.stream().sorted().toList(), order, "the documented order");
    }

    @Test
    void version3OverIpv6() {
        Map<Rejection, Consumer<Packet>> faults = new LinkedHashMap<>();
        faults.put(Rejection.OWN_PACKET, packet -> packet.source = Bench.OWN6);
        faults.put(Rejection.TTL, packet -> packet.timeToLive = 254);
        faults.put(Rejection.SOURCE, packet -> packet.source = "2001:db8::99");
        faults.put(Rejection.DESTINATION, packet -> packet.destination = Bench.OWN6);
        faults.put(Rejection.VERSION, packet -> packet.version = 4);
        faults.put(Rejection.TYPE, packet -> packet.type = 2);
        faults.put(Rejection.PACKET_LENGTH, packet -> packet.rest = new byte[2]);
        faults.put(Rejection.CHECKSUM, packet -> packet.checksumError = 1);
        faults.put(Rejection.ADDRESS_COUNT_ZERO, packet -> packet.addresses = List.of());
        faults.put(Rejection.INTERVAL_ZERO, packet -> packet.intervalField = 0xf000);
        faults.put(Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL, packet -> packet.addresses = List.of("2001:db8:5::1"));
        faults.put(Rejection.INTERVAL_TOO_LONG, packet -> packet.intervalField = 501);
        faults.put(Rejection.ADDRESS_OWNER, packet -> packet.priority = 255);
        VirtualRouterConfig.Builder builder = Bench.v3OverIpv6()
                .preset(Preset.RFC5798)
                .addressOwner()
                .adjust(policies -> policies.withLearnedInterval(
                        new LearnedInterval(Interval.ofCentiseconds(500), LearnedInterval.TooLong.DISCARD)));

        assertOrder(Bench.active(builder), new Packet(), faults);
    }

    @Test
    void version2() {
        byte[] password = {'s', '3', 'c', 'r', 'e', 't', 0, 0};
        Packet packet = new Packet();
        packet.source = Bench.HIGHER;
        packet.destination = "224.0.0.18";
        packet.version = 2;
        packet.intervalField = 0x0101;
        packet.addresses = List.of("10.9.0.100", "10.9.0.101");
        packet.rest = password;
        Map<Rejection, Consumer<Packet>> faults = new LinkedHashMap<>();
        faults.put(Rejection.OWN_PACKET, flawed -> flawed.source = Bench.OWN);
        faults.put(Rejection.TTL, flawed -> flawed.timeToLive = 1);
        faults.put(Rejection.SOURCE, flawed -> flawed.source = "224.0.0.1");
        faults.put(Rejection.DESTINATION, flawed -> flawed.destination = Bench.OWN);
        faults.put(Rejection.VERSION, flawed -> flawed.version = 3);
        faults.put(Rejection.TYPE, flawed -> flawed.type = 0);
        faults.put(Rejection.PACKET_LENGTH, flawed -> flawed.rest = new byte[6]);
        faults.put(Rejection.CHECKSUM, flawed -> flawed.checksumError = -1);
        faults.put(Rejection.ADDRESS_COUNT_ZERO, flawed -> flawed.addresses = List.of());
        faults.put(Rejection.INTERVAL_ZERO, flawed -> flawed.intervalField = 0x0300);
        faults.put(Rejection.AUTHENTICATION_TYPE_UNKNOWN, flawed -> flawed.intervalField = 0x0302);
        faults.put(Rejection.AUTHENTICATION_TYPE_MISMATCH, flawed -> flawed.intervalField = 0x0002);
        faults.put(
                Rejection.AUTHENTICATION_FAILURE,
                flawed -> flawed.rest = new byte[] {'s', '3', 'c', 'r', 'e', 't', 0, 1});
        faults.put(Rejection.INTERVAL_MISMATCH, flawed -> flawed.intervalField = 0x0102);
        faults.put(Rejection.ADDRESS_LIST_MISMATCH, flawed -> flawed.addresses = List.of("10.9.0.100"));
        faults.put(Rejection.ADDRESS_OWNER, flawed -> flawed.priority = 200);
        VirtualRouterConfig.Builder builder = Bench.v2()
                .addressOwner()
                .authentication(AuthenticationKey.simpleText("s3cret"))
                .adjust(policies -> policies.withForeignAddressListDiscarded(true));

        assertOrder(Bench.active(builder), packet, faults);
    }

    @Test
    void unicast() {
        Packet packet = new Packet();
        packet.destination = Bench.OWN6;
        Map<Rejection, Consumer<Packet>> faults = new LinkedHashMap<>();
        faults.put(Rejection.OWN_PACKET, flawed -> flawed.source = Bench.OWN6);
        faults.put(Rejection.TTL, flawed -> flawed.timeToLive = 254);
        faults.put(Rejection.SOURCE, flawed -> flawed.source = "::1");
        faults.put(Rejection.DESTINATION, flawed -> flawed.destination = "ff02::12");
        faults.put(Rejection.UNKNOWN_PEER, flawed -> flawed.source = "fe80::99");
        faults.put(Rejection.VERSION, flawed -> flawed.version = 2);

        assertOrder(Bench.active(Bench.v3OverIpv6().peer(Bench.HIGHER6)), packet, faults);
    }

    @Test
    void aHeaderThatIsNotCompleteHasNoVersion() {
        Bench bench = Bench.backup(Bench.v3());
        byte[] sevenBytes = {0x41, 51, (byte) 200, 1, 0, 100, 0};

        bench.rejects(
                Rejection.PACKET_LENGTH,
                new Datagram(IpAddress.of(Bench.HIGHER), IpAddress.of("224.0.0.18"), 255, sevenBytes));
    }

    /** The packet that all of these start from is a good one, so that what is said of it is said of its faults. */
    @Test
    void withoutAFaultThePacketIsTaken() {
        Bench bench = Bench.backup(Bench.v3OverIpv6());
        bench.accepts(new Packet().datagram());
        assertTrue(bench.statistics().rejections().isEmpty());
    }

    /** What names no virtual router of this host is judged as far as it can be. */
    @Test
    void aPacketForNobodyFailsForItsTtlOrVersionFirst() {
        Bench bench = Bench.backup(Bench.v3OverIpv6());
        Packet packet = new Packet();
        Datagram forAnother = packet.datagram();
        forAnother.payload()[1] = 99;
        bench.receives(forAnother);
        assertEquals(new InterfaceStatistics(0, 0, 1, 0, bench.now), at(bench));

        packet.version = 7;
        Datagram ofAnotherVersion = packet.datagram();
        ofAnotherVersion.payload()[1] = 99;
        bench.receives(ofAnotherVersion);
        assertEquals(new InterfaceStatistics(0, 1, 1, 0, bench.now), at(bench));

        packet.timeToLive = 64;
        Datagram fromAfar = packet.datagram();
        fromAfar.payload()[1] = 99;
        bench.receives(fromAfar);
        assertEquals(new InterfaceStatistics(0, 1, 1, 1, bench.now), at(bench));
    }

    private static InterfaceStatistics at(Bench bench) {
        return bench.router.statistics("eth0");
    }
}
