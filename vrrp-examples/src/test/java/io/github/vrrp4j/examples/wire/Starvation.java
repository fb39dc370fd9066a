package io.github.vrrp4j.examples.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells whether this machine was too slow for what it was to show: an Active that nobody silenced has fallen silent. */
final class Starvation {
    private final Duration patience;
    private final Map<Host, List<Long>> ends = new ConcurrentHashMap<>();

    /** Two missed advertisements and a half are no coincidence. */
    Starvation(Duration interval) {
        patience = interval.multipliedBy(5).dividedBy(2);
    }

    /** It is about to be silenced on purpose: that it is not heard from here on is no fault of this machine. */
    void silenced(Host host) {
        ends.computeIfAbsent(host, any -> new CopyOnWriteArrayList<>()).add(Capture.now());
    }

    /** Whether there is a gap between advertisements of a site that was not silenced. */
    boolean isSeenIn(List<Advert> adverts, List<Site> sites) {
        for (int i = 1; i < adverts.size(); i++) {
            Advert before = adverts.get(i - 1);
            Advert after = adverts.get(i);
            if (before.priority() > 0
                    && after.timeNanos() - before.timeNanos() > patience.toNanos()
                    && sites.stream().noneMatch(site -> site.sent(before) && wasSilenced(site.host(), before, after))) {
                return true;
            }
        }
        return false;
    }

    private boolean wasSilenced(Host host, Advert before, Advert after) {
        // It may have said something more until it really was.
        return ends.getOrDefault(host, List.of()).stream()
                .anyMatch(end -> end > before.timeNanos() - patience.toNanos() && end < after.timeNanos());
    }
}
