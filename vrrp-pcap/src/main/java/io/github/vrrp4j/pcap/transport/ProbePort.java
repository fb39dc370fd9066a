package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks targets on an interface whether they answer. Answers are captured by a handle of their own, so that no flood of them can
 * displace or delay an advertisement; it is opened with the first question, which waits for it.
 */
final class ProbePort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProbePort.class);

    /** More targets than a virtual router has any use for. */
    private static final int MAX_EARLY = 256;

    private final Port advertisements;
    private final Probes probes;
    private final Port answers;
    private final Map<IpAddress, byte[]> early = new LinkedHashMap<>();

    /** Sends through the port that is open for advertisements. */
    ProbePort(Host host, String interfaceName, Port advertisements, Consumer<IpAddress> answered) throws IOException {
        this.advertisements = advertisements;
        probes = new Probes(answered);
        answers = Port.asleep(
                host, interfaceName, Capture.ANSWERS, (frame, ageNanos) -> probes.accept(frame), this::sendEarly);
    }

    void ask(IpAddress source, IpAddress target) throws IOException {
        byte[] frame = probes.question(advertisements.macAddress(), source, target);
        if (isReady(target, frame)) {
            advertisements.send(frame);
        }
    }

    private synchronized boolean isReady(IpAddress target, byte[] frame) {
        if (answers.isOpen()) {
            return true;
        }
        if (early.size() < MAX_EARLY) {
            early.put(target, frame);
        }
        answers.wake();
        return false;
    }

    private synchronized void sendEarly() {
        try {
            for (byte[] frame : early.values()) {
                advertisements.send(frame);
            }
        } catch (IOException e) {
            log.debug("A question was not sent; the next round asks again", e);
        }
        early.clear();
    }

    @Override
    public void close() {
        answers.close();
    }
}
