package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.RouterKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user of the service misses when something happens to the Active, or when it comes back. */
final class ClientView implements Benchmark {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Override
    public void run(RouterKind kind, Report report, Options options) {
        try (Match match = new Match(kind, new Fleet(1, INTERVAL, true))) {
            EchoService.start(match.better().host());
            EchoService.start(match.worse().host());
            match.start();
            UdpClient client = UdpClient.start(match.client(), Fleet.address(1));
            Session session = new Session(match, client);
            for (int i = 0; i < Math.max(1, options.repetitions() / 4); i++) {
                session.play();
            }
            client.close();
            session.missed.forEach((event, millis) -> report.add(
                    kind,
                    "1 at 100 ms, a client: " + event + ", ms without service (p50, worst)",
                    new Sample(millis).p50AndWorst().replace(".00", "")));
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }

    private static final class Session {
        final Map<String, List<Long>> missed = new LinkedHashMap<>();
        private final Match match;
        private final UdpClient client;

        Session(Match match, UdpClient client) {
            this.match = match;
            this.client = client;
        }

        /** The better router is Active before and after each pair of events. */
        void play() {
            Contestant active = match.better();
            measure("its process is killed", () -> active.process().kill());
            active.removeAddresses();
            measure("it is started again", active::start);
            measure("it is stopped", () -> active.process().terminate());
            measure("it is started again", active::start);
            measure("its cable is pulled", () -> active.host().loseCarrier());
            measure("it is plugged in again", () -> active.host().restoreCarrier());
            measure("it is cut off silently", () -> active.host().cutOff());
            measure("the cut is healed", () -> active.host().reconnect());
            measure("SIGHUP: other priority, one more address", () -> active.reload(10, "10.9.1.201/32"));
            measure("SIGHUP: back again", () -> active.reload(0, ""));
            measure("its host dies", () -> {
                active.host().cutOff();
                active.process().kill();
            });
            active.removeAddresses();
            active.host().reconnect();
            measure("it is started again", active::start);
        }

        private void measure(String event, Runnable action) {
            int first = client.position();
            action.run();
            match.awaitTakeover();
            Clock.sleepMillis(1000);
            long nanos = client.unansweredSince(first) * 1_000_000L;
            missed.computeIfAbsent(event, name -> new ArrayList<>()).add(nanos);
        }
    }
}
