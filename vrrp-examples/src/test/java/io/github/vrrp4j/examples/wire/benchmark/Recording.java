package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Lab;
import io.github.vrrp4j.examples.wire.PcapFile;
import io.github.vrrp4j.examples.wire.Signals;
import io.github.vrrp4j.examples.wire.Tcpdump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What crosses the bridge for a while. It is read at the end, so that watching costs little while it runs. */
final class Recording {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;
    private static final int IPV6_HEADER = 40;
    private static final int VRRP = 112;
    private static final int ICMP = 1;
    private static final Pattern LOST = Pattern.compile("([1-9]\\d*) packets? dropped by kernel");

    private final Path file;
    private final Path log;
    private final Process tcpdump;

    private Recording(Path file, Path log, Process tcpdump) {
        this.file = file;
        this.log = log;
        this.tcpdump = tcpdump;
    }

    static Recording start(Lab lab) {
        try {
            Path file = Files.createTempFile(lab.directory(), "recording", ".pcap");
            Path log = Files.createTempFile(lab.directory(), "recording", ".log");
            List<String> options = List.of("-s", "96", "-B", "65536");
            return new Recording(file, log, Tcpdump.start(lab.lan(), Lab.BRIDGE, file, log, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; in the order of time. */
    List<Seen> stop() {
        // The kernel hands packets out by blocks, a full one, or what has come in a second or two.
        Clock.sleepMillis(2500);
        Signals.terminate(tcpdump.pid());
        try {
            tcpdump.waitFor();
            Matcher lost = LOST.matcher(Files.readString(log));
            if (lost.find()) {
                throw new IllegalStateException("the capture is incomplete: " + lost.group());
            }
            List<Seen> seen = new ArrayList<>();
            new PcapFile(file).readNew((nanos, frame) -> read(nanos, ByteBuffer.wrap(frame), seen));
            Files.delete(file);
            return seen;
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(long nanos, ByteBuffer frame, List<Seen> seen) {
        int host = frame.get(11);
        switch (frame.getShort(12) & 0xffff) {
            case IPV4 -> ipv4(nanos, host, frame, seen);
            case IPV6 -> {
                if (frame.get(ETHERNET + 6) == VRRP) {
                    advert(nanos, host, frame, ETHERNET + IPV6_HEADER, seen);
                }
            }
            case ARP -> {
                if (frame.getInt(ETHERNET + 14) == frame.getInt(ETHERNET + 24)) {
                    seen.add(new Seen(nanos, Seen.Kind.GRATUITOUS_ARP, host, frame.get(ETHERNET + 17) & 0xff, 0));
                }
            }
            default -> {} // What hosts say by themselves.
        }
    }

    private static void ipv4(long nanos, int host, ByteBuffer frame, List<Seen> seen) {
        int payload = ETHERNET + 4 * (frame.get(ETHERNET) & 0xf);
        int protocol = frame.get(ETHERNET + 9);
        if (protocol == VRRP) {
            advert(nanos, host, frame, payload, seen);
        } else if (protocol == ICMP && frame.get(payload) == 0) {
            seen.add(new Seen(nanos, Seen.Kind.ANSWER, host, frame.get(ETHERNET + 15) & 0xff, 0));
        }
    }

    private static void advert(long nanos, int host, ByteBuffer frame, int at, List<Seen> seen) {
        seen.add(new Seen(nanos, Seen.Kind.ADVERT, host, frame.get(at + 1) & 0xff, frame.get(at + 2) & 0xff));
    }
}
