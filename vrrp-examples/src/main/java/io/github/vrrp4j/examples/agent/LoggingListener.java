package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.Conflict;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Logs what happens in a line each, with the name of the instance. What goes on unchanged is said once a minute. */
final class LoggingListener implements VrrpListener {
    private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<VirtualRouterId, String> names;
    private final Logger log;
    private final NanoClock clock;
    private final Map<Object, Said> said = new ConcurrentHashMap<>();

    private record Said(String text, long atNanos) {}

    /**
     * Makes a listener.
     *
     * @param names of the instances
     */
    LoggingListener(Map<VirtualRouterId, String> names, Logger log, NanoClock clock) {
        this.names = names;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        log.info("{} {} -> {}: {}", name(router), transition.from(), transition.to(), transition.why());
    }

    @Override
    public void waiting(VirtualRouterId router, String why) {
        log.warn("{} waits: {}", name(router), why);
    }

    @Override
    public void rejected(VirtualRouterId router, Rejection rejection, IpAddress source) {
        String reason = rejection.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        warn(List.of(router, rejection), name(router) + " discarded a packet from " + source + ": " + reason);
    }

    @Override
    public void conflict(VirtualRouterId router, Conflict conflict) {
        warn(List.of(router, conflict.getClass()), name(router) + " " + conflict);
    }

    @Override
    public void failed(VirtualRouterId router, String what, Exception failure) {
        String message = failure.getMessage() != null ? failure.getMessage() : failure.toString();
        warn(List.of(router, what), name(router) + " " + what + " failed: " + message);
        log.debug("{}", what, failure);
    }

    private void warn(Object subject, String text) {
        long now = clock.nanos();
        Said before = said.get(subject);
        if (before == null || !before.text.equals(text) || now - before.atNanos >= REPEAT_NANOS) {
            said.put(subject, new Said(text, now));
            log.warn("{}", text);
        }
    }

    private String name(VirtualRouterId router) {
        return names.getOrDefault(router, "?") + " " + router;
    }
}
