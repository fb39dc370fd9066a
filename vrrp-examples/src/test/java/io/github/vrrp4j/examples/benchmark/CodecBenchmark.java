package io.github.vrrp4j.examples.benchmark;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementCodec;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Decoded;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Vrid;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading and writing one version 3 message. */
@State(Scope.Thread)
public class CodecBenchmark {
    /** Which addresses are in the message, and what it travels over. */
    public enum Message {
        /** One IPv4 address. */
        IPV4_1("192.0.2.1", 1),
        /** A long list. */
        IPV4_16("192.0.2.1", 16),
        /** One IPv6 address. */
        IPV6_1("fe80::1", 1);

        private final IpAddress source;
        private final int addresses;

        Message(String source, int addresses) {
            this.source = IpAddress.of(source);
            this.addresses = addresses;
        }

        /** With the pseudo-header in its checksum: over IPv4, that is the form that costs more to read and to write. */
        private Advertisement advertisement() {
            List<IpAddress> list = IntStream.range(0, addresses)
                    .mapToObj(i -> new IpAddress(source.family(), source.high(), source.low() + 100 + i))
                    .toList();
            return Advertisement.v3(new Vrid(51), 100, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, list);
        }
    }

    /** Which message. */
    @Param
    public Message message;

    private Advertisement advertisement;
    private IpAddress source;
    private IpAddress group;
    private byte[] bytes;
    private byte[] buffer;

    /** Chooses the message. */
    @Setup
    public void prepare() {
        advertisement = message.advertisement();
        source = message.source;
        group = source.family().group();
        bytes = AdvertisementCodec.encode(advertisement, source, group);
        buffer = bytes.clone();
        if (!advertisement.equals(decode())) {
            throw new IllegalStateException("decoded " + decode() + " from the bytes of " + advertisement);
        }
    }

    /** From bytes to a value. */
    @Benchmark
    public Decoded decode() {
        return AdvertisementCodec.decode(bytes, 0, bytes.length, source, group, ChecksumAcceptance.EITHER);
    }

    /** From a value into bytes that are there already. */
    @Benchmark
    public int encode() {
        return AdvertisementCodec.encode(advertisement, source, group, buffer, 0);
    }
}
