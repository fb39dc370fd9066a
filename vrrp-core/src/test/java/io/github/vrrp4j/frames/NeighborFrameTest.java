package io.github.vrrp4j.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4861 sections 4.3, 4.4 and 7.1. */
class NeighborFrameTest {
    private static final MacAddress ASKING = new MacAddress(0x0200_0000_0001L);
    private static final MacAddress ANSWERING = new MacAddress(0x0000_5e00_0233L);
    private static final IpAddress SENDER = IpAddress.of("fe80::a:b");
    private static final IpAddress TARGET = IpAddress.of("2001:db8:5::1");
    /** The checksum was computed apart from this code, as RFC 8200 section 8.1 says. */
    private static final byte[] SOLICITATION = Bytes.of("3333ff000001 020000000001 86dd 60000000 00203aff"
            + "fe8000000000000000000000000a000b ff0200000000000000000001ff000001"
            + "8700 4b48 00000000 20010db8000500000000000000000001 0101 020000000001");

    private static FrameContent.NeighborSolicitation solicitation() {
        return (FrameContent.NeighborSolicitation) EthernetFrame.parse(SOLICITATION);
    }

    @Test
    void aSolicitationGoesToTheGroupOfItsTarget() {
        assertEquals(Bytes.hex(SOLICITATION), Bytes.hex(NeighborFrame.solicitation(ASKING, SENDER, TARGET)));
    }

    @Test
    void aSolicitationToOneHostConfirmsWhatIsKnown() {
        byte[] frame = NeighborFrame.solicitation(ANSWERING, ASKING, SENDER, TARGET);

        assertEquals(ANSWERING, EthernetFrame.destination(frame));
        assertEquals(solicitation(), EthernetFrame.parse(frame));
    }

    @Test
    void aSolicitationIsRead() {
        assertEquals(new FrameContent.NeighborSolicitation(SENDER, TARGET, Optional.of(ASKING)), solicitation());
    }

    @Test
    void theAnswerIsSolicitedAndOverridesAndGoesToTheOneWhoAsked() {
        byte[] frame = NeighborFrame.advertisement(ANSWERING, ASKING, solicitation(), true);

        assertEquals(ASKING, EthernetFrame.destination(frame));
        assertEquals(ANSWERING, EthernetFrame.source(frame));
        assertEquals(
                new FrameContent.NeighborAdvertisement(TARGET, TARGET, true, true, true, Optional.of(ANSWERING)),
                EthernetFrame.parse(frame));
    }

    @Test
    void whoHasNoAddressYetIsAnsweredByAnAdvertisementToAll() {
        var probing = new FrameContent.NeighborSolicitation(IpAddress.of("::"), TARGET, Optional.empty());

        byte[] frame = NeighborFrame.advertisement(ANSWERING, ASKING, probing, false);

        assertEquals(MacAddress.ofMulticast(IpAddress.of("ff02::1")), EthernetFrame.destination(frame));
        assertEquals(
                new FrameContent.NeighborAdvertisement(TARGET, TARGET, false, false, true, Optional.of(ANSWERING)),
                EthernetFrame.parse(frame));
    }

    @Test
    void whoAsksWhetherAnAddressIsFreeSaysNothingOfItself() {
        byte[] frame = NeighborFrame.solicitation(ASKING, IpAddress.of("::"), TARGET);

        assertEquals(
                new FrameContent.NeighborSolicitation(IpAddress.of("::"), TARGET, Optional.empty()),
                EthernetFrame.parse(frame));
        assertEquals(MacAddress.ofMulticast(NeighborFrame.solicitedNode(TARGET)), EthernetFrame.destination(frame));
    }

    @Test
    void whoHasNoAddressYetMustAskTheGroupAndMustNotNameItsMacAddress() {
        byte[] toTheTarget = NeighborFrame.solicitation(ASKING, IpAddress.of("::"), TARGET);
        TARGET.write(toTheTarget, 38);
        withChecksum(toTheTarget);
        byte[] withOption = SOLICITATION.clone();
        IpAddress.of("::").write(withOption, 22);
        withChecksum(withOption);

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(toTheTarget));
        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(withOption));
    }

    @Test
    void aGroupSendsNothing() {
        byte[] frame = SOLICITATION.clone();
        IpAddress.of("ff02::1").write(frame, 22);
        withChecksum(frame);

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(frame));
    }

    @Test
    void anAdvertisementToAllWasNotAskedFor() {
        byte[] frame = NeighborFrame.advertisement(ANSWERING, ASKING, solicitation(), true);
        IpAddress.of("ff02::1").write(frame, 38);
        withChecksum(frame);

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(frame));
    }

    private static void withChecksum(byte[] frame) {
        IpHeader header = IpHeader.read(frame);
        Layout.put16(frame, 56, 0);
        int sum = header.pseudoSum(frame) + Layout.sum(frame, 54, header.payloadLength());
        Layout.put16(frame, 56, Layout.checksum(sum));
    }

    @Test
    void anIpv4AddressIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> NeighborFrame.solicitation(ASKING, SENDER, IpAddress.of("192.0.2.1")));
        assertThrows(
                IllegalArgumentException.class,
                () -> NeighborFrame.solicitation(ASKING, IpAddress.of("192.0.2.1"), TARGET));
    }

    @ParameterizedTest(name = "byte {0} = {1}: {2}")
    @CsvSource({
        "54, 128, PROTOCOL", // an echo request
        "21, 254, MALFORMED", // hop limit: from beyond the link
        "55, 1, MALFORMED", // code
        "57, 0, PAYLOAD_CHECKSUM",
        "77, 2, PAYLOAD_CHECKSUM",
        "79, 0, PAYLOAD_CHECKSUM",
    })
    void aDamagedMessageIsRejected(int index, int value, FrameRejection reason) {
        byte[] frame = SOLICITATION.clone();
        frame[index] = (byte) value;

        assertEquals(reason, EthernetFrame.parse(frame));
    }

    @ParameterizedTest(name = "option of {0} units, checksum {1}")
    @CsvSource({"0, 4b49", "2, 4b47"})
    void anOptionThatDoesNotFitIsMalformed(int units, String checksum) {
        byte[] frame = SOLICITATION.clone();
        frame[79] = (byte) units;
        System.arraycopy(Bytes.of(checksum), 0, frame, 56, 2);

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(frame));
    }

    @Test
    void aMessageThatEndsBeforeItsTargetIsMalformed() {
        byte[] frame = Arrays.copyOf(SOLICITATION, 54 + 8);
        frame[19] = 8;

        assertEquals(FrameRejection.MALFORMED, EthernetFrame.parse(frame));
    }
}
