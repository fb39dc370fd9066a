package io.github.vrrp4j.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.Authentication;
import io.github.vrrp4j.packet.AuthenticationHeader;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.spi.Datagram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keepalived and FRR really send is read as what they were told to send. */
class PeerFramesTest {
    private static final Vrid VRID = new Vrid(51);
    private static final AuthenticationKey PASSWORD = AuthenticationKey.simpleText("shared");
    private static final AuthenticationKey HEADER = AuthenticationKey.header("shared");

    /** One line of peers.txt. */
    record Sent(String who, String setting, String kind, byte[] frame) {
        static Sent read(String line) {
            String[] parts = line.split(" \\| ");
            return new Sent(parts[0], parts[1], parts[2], Bytes.of(parts[3]));
        }

        Version version() {
            return setting.startsWith("v2") ? Version.V2 : Version.V3;
        }

        Family family() {
            return setting.contains("IPv6") ? Family.IPV6 : Family.IPV4;
        }

        List<IpAddress> addresses() {
            Stream<String> addresses =
                    family() == Family.IPV6 ? Stream.of("fe80::9:100", "2001:db8:9::100") : Stream.of("10.9.0.100");
            return addresses.map(IpAddress::of).toList();
        }

        boolean isUnicast() {
            return setting.contains("unicast");
        }

        @Override
        public String toString() {
            return who + ", " + setting + ", " + kind;
        }
    }

    static Stream<Sent> all() {
        try (InputStream file = Objects.requireNonNull(PeerFramesTest.class.getResourceAsStream("/peers.txt"))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Sent::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Sent> advertisements() {
        return all().filter(sent -> !sent.kind().equals("announcement"));
    }

    static Stream<Sent> announcements() {
        return all().filter(sent -> sent.kind().equals("announcement"));
    }

    @Test
    void bothArePresentInAllTheirSettings() {
        assertEquals(
                14,
                advertisements()
                        .filter(sent -> sent.who().equals("keepalived"))
                        .map(Sent::setting)
                        .distinct()
                        .count());
        assertEquals(
                6,
                advertisements()
                        .filter(sent -> sent.who().equals("frr"))
                        .map(Sent::setting)
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @MethodSource("advertisements")
    void anAdvertisementSaysWhatThePeerWasConfiguredTo(Sent sent) {
        Datagram datagram = assertInstanceOf(FrameContent.Packet.class, EthernetFrame.parse(sent.frame()))
                .datagram();
        byte[] message = message(sent, datagram);
        Advertisement expected = new Advertisement(
                sent.version(),
                VRID,
                sent.kind().equals("resignation") ? 0 : 150,
                sent.version() == Version.V2 ? Interval.ofSeconds(1) : Interval.ofCentiseconds(20),
                authentication(sent),
                sent.version() == Version.V2 ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER,
                sent.addresses());

        assertEquals(
                expected,
                AdvertisementCodec.decode(
                        message,
                        0,
                        message.length,
                        datagram.source(),
                        datagram.destination(),
                        ChecksumAcceptance.EITHER));
        assertEquals(sent.isUnicast(), !datagram.destination().isMulticast());
        assertTrue(sent.isUnicast() || datagram.timeToLive() == 255);
    }

    /** Behind the authentication header, if there is one. */
    private static byte[] message(Sent sent, Datagram datagram) {
        if (!sent.setting().endsWith("AH")) {
            return datagram.payload();
        }
        assertTrue(verifies(HEADER, datagram));
        assertFalse(verifies(AuthenticationKey.header("other"), datagram));
        return Arrays.copyOfRange(datagram.payload(), AuthenticationHeader.BYTES, datagram.payload().length);
    }

    private static Authentication authentication(Sent sent) {
        return switch (sent.setting()) {
            case "v2/IPv4, PASS" -> new Authentication(1, PASSWORD.secret());
            case "v2/IPv4, AH" -> new Authentication(2, 0);
            default -> Authentication.NONE;
        };
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void anAnnouncementTellsWhereTheFirstAddressIs(Sent sent) {
        boolean virtual = sent.who().equals("frr") || sent.setting().contains("virtual MAC");
        MacAddress where = virtual ? VRID.virtualMac(sent.family()) : new MacAddress(0x02000a090001L);
        IpAddress address = sent.addresses().get(0);

        FrameContent content = EthernetFrame.parse(sent.frame());
        if (sent.family() == Family.IPV4) {
            assertEquals(new FrameContent.Arp(true, where, address, MacAddress.BROADCAST, address), content);
        } else {
            // FRR sets the R flag; keepalived does if the host forwards, which it does not.
            assertEquals(
                    new FrameContent.NeighborAdvertisement(
                            address, address, sent.who().equals("frr"), false, true, Optional.of(where)),
                    content);
        }
    }

    private static boolean verifies(AuthenticationKey key, Datagram datagram) {
        return new AuthenticationHeader(key.secret())
                .verifies(
                        datagram.payload(),
                        datagram.source(),
                        datagram.destination(),
                        datagram.timeToLive(),
                        datagram.identification());
    }
}
