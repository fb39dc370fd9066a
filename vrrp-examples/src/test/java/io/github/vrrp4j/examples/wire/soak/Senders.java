package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Capture;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Lab;
import io.github.vrrp4j.examples.wire.PcapFile;
import io.github.vrrp4j.examples.wire.Tcpdump;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Who has sent advertisements on the bridge, and when the last time. Those of the enemy are not captured. */
final class Senders {
    private static final int SOURCE = 14 + 12;
    private static final int MESSAGE = 14 + 20;

    /** The nanoseconds since 1970, by host and VRID. */
    private final AtomicLongArray lastNanos = new AtomicLongArray(2 * (Fleet.SIZE + 1));

    private Senders() {}

    /** From the return on, nothing is missed. It ends with the lab. */
    static Senders watch(Lab lab, Host enemy) {
        Senders senders = new Senders();
        Process tcpdump = Tcpdump.startPiped(
                lab.lan(),
                Lab.BRIDGE,
                lab.directory().resolve("tcpdump.log"),
                List.of("-U", "--immediate-mode", "-s", "64", "-B", "16384"),
                "ip proto 112 and not ether src " + enemy.mac());
        Thread thread = new Thread(() -> senders.read(tcpdump.getInputStream()), "senders");
        thread.setDaemon(true);
        thread.start();
        return senders;
    }

    private void read(InputStream capture) {
        try (InputStream buffered = new BufferedInputStream(capture, 1 << 16)) {
            PcapFile.readAll(buffered, this::seen);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void seen(long timeNanos, byte[] frame) {
        int host = frame[SOURCE + 3];
        int vrid = frame[MESSAGE + 1] & 0xff;
        boolean resigns = frame[MESSAGE + 2] == 0;
        if (!resigns) {
            lastNanos.set(index(host, vrid), timeNanos);
        }
    }

    private static int index(int host, int vrid) {
        return (host - 1) * (Fleet.SIZE + 1) + vrid;
    }

    /** The virtual routers for which a host has sent since then, on the clock of {@link Capture#now}. */
    BitSet since(int host, long nanos) {
        BitSet sent = new BitSet(Fleet.SIZE + 1);
        for (int vrid = 1; vrid <= Fleet.SIZE; vrid++) {
            sent.set(vrid, lastNanos.get(index(host, vrid)) >= nanos);
        }
        return sent;
    }
}
