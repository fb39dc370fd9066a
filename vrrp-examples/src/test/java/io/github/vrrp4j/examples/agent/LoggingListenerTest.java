package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.Evidence.DeadlinePassed;
import io.github.vrrp4j.protocol.Evidence.Heard;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LoggingListenerTest {
    private static final IpAddress PEER = IpAddress.of("10.9.0.1");
    private static final IpAddress OTHER = IpAddress.of("10.9.0.7");

    private final VirtualRouterId router =
            VirtualRouterConfig.on("eth0", 51).address("10.9.0.100/24").build().id();
    private final RecordingLogger log = new RecordingLogger();
    private long now;
    private final LoggingListener listener = new LoggingListener(Map.of(router, "V1"), log, () -> now);

    @Test
    void aTransitionIsOneLineWithItsCause() {
        Advertisement last = Advertisement.v3(
                new Vrid(51), 200, Interval.DEFAULT, ChecksumForm.PSEUDO_HEADER, List.of(IpAddress.of("10.9.0.100")));
        DeadlinePassed evidence = new DeadlinePassed(0, 3_609_375_000L, Optional.of(new Heard(last, PEER)));
        listener.transition(router, new Transition(State.BACKUP, State.ACTIVE, Cause.ACTIVE_DOWN, evidence, 0));
        assertEquals(
                List.of(
                        "INFO V1 eth0/51 BACKUP -> ACTIVE (master): no advertisement for 3.609375 s, last heard: 10.9.0.1"
                                + " with priority 200"),
                log.lines);
    }

    @Test
    void waitingIsAWarning() {
        listener.waiting(router, "eth0 has no carrier");
        assertEquals(List.of("WARN V1 eth0/51 waits: eth0 has no carrier"), log.lines);
    }

    @Test
    void aRejectionThatGoesOnIsSaidOnceAMinute() {
        listener.rejected(router, Rejection.INTERVAL_MISMATCH, PEER);
        now += Duration.ofSeconds(59).toNanos();
        listener.rejected(router, Rejection.INTERVAL_MISMATCH, PEER);
        now += Duration.ofSeconds(1).toNanos();
        listener.rejected(router, Rejection.INTERVAL_MISMATCH, PEER);
        String line = "WARN V1 eth0/51 discarded a packet from 10.9.0.1: interval mismatch";
        assertEquals(List.of(line, line), log.lines);
    }

    @Test
    void anotherSourceOrReasonIsSaidAtOnce() {
        listener.rejected(router, Rejection.TTL, PEER);
        listener.rejected(router, Rejection.TTL, OTHER);
        listener.rejected(router, Rejection.CHECKSUM, OTHER);
        assertEquals(
                List.of(
                        "WARN V1 eth0/51 discarded a packet from 10.9.0.1: ttl",
                        "WARN V1 eth0/51 discarded a packet from 10.9.0.7: ttl",
                        "WARN V1 eth0/51 discarded a packet from 10.9.0.7: checksum"),
                log.lines);
    }

    @Test
    void aFailureThatGoesOnIsSaidOnceAMinuteAndAnotherOneAtOnce() {
        listener.failed(router, "sending an advertisement", new IOException("network is down"));
        listener.failed(router, "sending an advertisement", new IOException("network is down"));
        listener.failed(router, "sending an advertisement", new IOException());
        assertEquals(
                List.of(
                        "WARN V1 eth0/51 sending an advertisement failed: network is down",
                        "WARN V1 eth0/51 sending an advertisement failed: java.io.IOException"),
                log.lines);
    }

    /** Keeps what was logged, from level INFO. */
    private static final class RecordingLogger extends AbstractLogger {
        private static final long serialVersionUID = 1;

        private final transient List<String> lines = new ArrayList<>();

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }
}
