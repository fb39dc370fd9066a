package io.github.vrrp4j.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written into a buffer writes its own bytes and none beside them. */
class OwnBytesTest {
    private static final int OFFSET = 3;

    private static void assertWritesOnly(byte[] expected, Consumer<byte[]> write) {
        byte[] buffer = new byte[OFFSET + expected.length + OFFSET];
        Arrays.fill(buffer, (byte) 0xaa);
        byte[] untouched = buffer.clone();
        write.accept(buffer);
        System.arraycopy(expected, 0, untouched, OFFSET, expected.length);
        assertArrayEquals(untouched, buffer);
    }

    @Test
    void aMacAddress() {
        assertWritesOnly(
                Messages.hex("00005e000133"),
                buffer -> new Vrid(51).virtualMac(Family.IPV4).write(buffer, OFFSET));
    }

    @Test
    void anIpAddress() {
        assertWritesOnly(
                Messages.hex("c000020b"), buffer -> Messages.ip("192.0.2.11").write(buffer, OFFSET));
        assertWritesOnly(
                Messages.hex("fe8000000000000000000000000a000b"),
                buffer -> Messages.ip("fe80::a:b").write(buffer, OFFSET));
    }

    @ParameterizedTest
    @MethodSource("io.github.vrrp4j.packet.Messages#examples")
    void anAdvertisement(Messages.Example example) {
        byte[] bytes = example.bytes();
        assertWritesOnly(
                bytes,
                buffer -> assertEquals(
                        bytes.length,
                        AdvertisementCodec.encode(
                                example.advertisement(), example.source(), example.destination(), buffer, OFFSET)));
    }
}
