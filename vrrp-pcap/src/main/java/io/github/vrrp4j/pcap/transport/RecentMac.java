package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.NanoClock;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The MAC address of an interface, asked for again after half a second: that of a bond changes. Any thread may ask. */
final class RecentMac {
    static final long AGE_NANOS = 500_000_000;

    /** Asks the kernel. */
    @FunctionalInterface
    interface Question {
        MacAddress ask() throws IOException;
    }

    private record Answer(MacAddress mac, long atNanos) {}

    private final Question question;
    private final NanoClock clock;
    private volatile @Nullable Answer last;

    RecentMac(Question question, NanoClock clock) {
        this.question = question;
        this.clock = clock;
    }

    MacAddress get() throws IOException {
        Answer known = last;
        return known != null && clock.nanos() - known.atNanos < AGE_NANOS ? known.mac : now();
    }

    MacAddress now() throws IOException {
        last = null; // who asks next finds nothing, if this fails
        long asked = clock.nanos();
        MacAddress mac = question.ask();
        last = new Answer(mac, asked);
        return mac;
    }

    void forget() {
        last = null;
    }
}
