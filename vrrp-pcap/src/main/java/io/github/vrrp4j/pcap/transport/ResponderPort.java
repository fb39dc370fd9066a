package io.github.vrrp4j.pcap.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions on one interface. */
final class ResponderPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ResponderPort.class);

    final AnswerTable table = new AnswerTable();

    private final Port port;
    private volatile boolean failing;

    ResponderPort(Host host, String interfaceName) throws IOException {
        port = Port.open(host, interfaceName, Capture.QUESTIONS, (frame, ageNanos) -> accept(frame));
    }

    /** Has what the table answers for come in. */
    void listen() throws IOException {
        port.listenTo(table.groups(), table.virtualMacs());
    }

    private void accept(byte[] frame) {
        try {
            byte @Nullable [] answer = table.answer(port.macAddress(), frame);
            if (answer != null) {
                port.send(answer);
                failing = false;
            }
        } catch (IOException e) {
            if (!failing) {
                failing = true; // said once: whoever asks, asks again and again
                log.warn("{}; a question for a virtual address was not answered", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
