package io.github.vrrp4j.examples.scenarios;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where something was, and for how long: an address at hosts, or a client at who serves it. */
final class Trail {
    static final String NOBODY = "nobody";
    static final String AND = " and ";

    private static final Duration BRIEF = Duration.ofMillis(1);

    private final List<Stay> stays = new ArrayList<>();
    private Duration since = Duration.ZERO;
    private Duration until = Duration.ZERO;
    private String where = NOBODY;

    /** One place, and how long it was there at a stretch. */
    record Stay(String where, Duration length) {
        @Override
        public String toString() {
            return where + " " + (length.compareTo(BRIEF) < 0 ? "(briefly)" : seconds(length));
        }
    }

    /** Notes where it is now. */
    void note(Duration now, String place) {
        until = now;
        if (!place.equals(where)) {
            close();
            where = place;
            since = now;
        }
    }

    private void close() {
        if (until.compareTo(since) > 0) {
            append(stays);
        }
    }

    /** What lasted no time at all did not interrupt anything. */
    private void append(List<Stay> all) {
        Duration length = until.minus(since);
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).where.equals(where)) {
            all.set(last, new Stay(where, all.get(last).length.plus(length)));
        } else {
            all.add(new Stay(where, length));
        }
    }

    /** Forgets everything but where it is. */
    void restart(Duration now) {
        stays.clear();
        since = now;
        until = now;
    }

    List<Stay> stays() {
        List<Stay> all = new ArrayList<>(stays);
        append(all);
        return all;
    }

    /** The places in order, each as often as it was returned to. */
    List<String> places() {
        return stays().stream().map(Stay::where).toList();
    }

    /** Where it is now. */
    String last() {
        return where;
    }

    /** For how long it was there in all. */
    Duration at(String place) {
        return stays().stream()
                .filter(stay -> stay.where.equals(place))
                .map(Stay::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** For how long it was at several places at once. */
    Duration inCompany() {
        return places().stream()
                .distinct()
                .filter(place -> place.contains(AND))
                .map(this::at)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether it went away and came back. */
    boolean returned() {
        List<String> places = places();
        return places.size() > 1 && places.get(0).equals(places.get(places.size() - 1));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    @Override
    public String toString() {
        return stays().stream().map(Stay::toString).collect(Collectors.joining(" -> "));
    }
}
