package io.github.vrrp4j.packet;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Advertisements of every kind that can be said, and packets to carry them. */
record RandomAdvertisements(RandomGenerator random) {
    Advertisement next() {
        return switch (random.nextInt(3)) {
            case 0 -> v2();
            case 1 -> v3(Family.IPV4, oneOf(ChecksumForm.values()));
            default -> v3(Family.IPV6, ChecksumForm.PSEUDO_HEADER);
        };
    }

    private Advertisement v2() {
        Authentication authentication = switch (random.nextInt(3)) {
            case 0 -> Authentication.NONE;
            case 1 -> new Authentication(1, random.nextLong());
            default -> new Authentication(2, 0);
        };
        return new Advertisement(
                Version.V2,
                vrid(),
                random.nextInt(256),
                Interval.ofSeconds(random.nextInt(1, 256)),
                authentication,
                ChecksumForm.MESSAGE_ONLY,
                addresses(Family.IPV4));
    }

    private Advertisement v3(Family family, ChecksumForm form) {
        return Advertisement.v3(
                vrid(), random.nextInt(256), Interval.ofCentiseconds(random.nextInt(1, 4096)), form, addresses(family));
    }

    private Vrid vrid() {
        return new Vrid(random.nextInt(1, 256));
    }

    private List<IpAddress> addresses(Family family) {
        int count = random.nextInt(10) == 0 ? random.nextInt(1, 256) : random.nextInt(1, 5);
        if (family == Family.IPV4) {
            return IntStream.range(0, count).mapToObj(i -> address(family)).toList();
        }
        IpAddress linkLocal = new IpAddress(Family.IPV6, 0xfe80L << 48 | random.nextLong() >>> 10, random.nextLong());
        return Stream.concat(Stream.of(linkLocal), IntStream.range(1, count).mapToObj(i -> address(family)))
                .toList();
    }

    IpAddress address(Family family) {
        return family == Family.IPV4
                ? new IpAddress(family, 0, random.nextLong() & 0xffff_ffffL)
                : new IpAddress(family, random.nextLong(), random.nextLong());
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
