package io.github.vrrp4j.examples.wire;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What crosses the bridge, in order: the judge of what was really sent. */
public final class Capture {
    static final String FILE = "capture.pcap";

    private final PcapFile file;
    private final List<Packet> packets = new ArrayList<>();

    private Capture(PcapFile file) {
        this.file = file;
    }

    /** Starts tcpdump; from the return on, nothing is missed. It ends with its namespace. */
    static Capture start(Namespace namespace, String interfaceName, Path directory) {
        Path file = directory.resolve(FILE);
        Path log = directory.resolve("tcpdump.log");
        Tcpdump.start(namespace, interfaceName, file, log, List.of("-U", "--immediate-mode"));
        return new Capture(new PcapFile(file));
    }

    /** The time by the capture's clock, in nanoseconds since 1970. */
    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    List<Advert> adverts(long sinceNanos) {
        return packets(Advert.class, sinceNanos);
    }

    List<Resolution> resolutions(long sinceNanos) {
        return packets(Resolution.class, sinceNanos);
    }

    List<Echo> echoes(long sinceNanos) {
        return packets(Echo.class, sinceNanos);
    }

    /** Who sent what, for a person: heartbeats and other repetitions in one line, the client's traffic left out. */
    String transcript() {
        StringBuilder text = new StringBuilder();
        String last = "";
        int count = 0;
        for (Packet packet : packets(Packet.class, 0)) {
            String line = packet.describe();
            if (line.isEmpty()) {
                continue;
            }
            if (line.equals(last)) {
                count++;
                continue;
            }
            text.append(count > 1 ? " (" + count + " times)" : "");
            text.append(String.format("%n%13.6f %s", packet.timeNanos() / 1e9 % 10000, line));
            last = line;
            count = 1;
        }
        return text.append('\n').toString();
    }

    private <T extends Packet> List<T> packets(Class<T> kind, long sinceNanos) {
        file.readNew((time, frame) -> Dissector.read(time, frame).ifPresent(packets::add));
        return packets.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(packet -> packet.timeNanos() >= sinceNanos)
                .toList();
    }
}
