package io.github.vrrp4j.examples.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

/** Two routers that share an address, a client that uses it, and what must be true of them by the capture. */
final class Duel extends Opponents {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A lease lasts for 2 s, the kernel may take one more to see to it, and this machine is busy. */
    private static final Duration LEASE_LIMIT = Duration.ofSeconds(10);

    private final Pair pair;
    private final Capture capture;
    private final Client client;

    /** The lower IP address has the higher priority, so that nothing can be won by the address. */
    Duel(Lab lab, Pair pair, boolean preempt) {
        this(lab, pair, preempt, lab.host("r1", 1), 150);
    }

    /** Both have the same priority; the one to be Active first has the higher IP address. */
    static Duel amongEquals(Lab lab, Pair pair) {
        return new Duel(lab, pair, false, lab.host("r1", 3), WORSE_PRIORITY);
    }

    private Duel(Lab lab, Pair pair, boolean preempt, Host first, int priority) {
        super(lab, pair, preempt, first, priority);
        this.pair = pair;
        capture = lab.capture();
        client = Client.start(lab, lab.host("client", 9), dialect());
    }

    private Dialect dialect() {
        return pair.setting().dialect();
    }

    /** Returns when the better router is Active and the worse one has heard it. */
    void begin() {
        long start = Capture.now();
        launch(better());
        if (!better().config().preempt()) {
            // Without preemption the first one is Active and stays it, whatever the priorities.
            isActive(better(), start);
        }
        launch(worse());
        awaitListening();
        long listening = Capture.now();
        isActive(better(), start);
        Await.until(
                LIMIT,
                "an advertisement while both listen",
                () -> capture.adverts(listening).stream().anyMatch(better()::sent),
                () -> "none");
    }

    /** Waits until this one alone sends, and alone holds the address. */
    void isActive(Site active, long sinceNanos) {
        isSender(active, sinceNanos);
        awaitsAddressOnlyOn(active);
    }

    /** Waits until the newest advertisements on the segment are from this one. */
    void isSender(Site active, long sinceNanos) {
        Await.until(
                LIMIT,
                active + " is Active",
                () -> {
                    process(active).requireAlive();
                    return isNewestSender(active, capture.adverts(sinceNanos));
                },
                () -> capture.adverts(sinceNanos).size() + " advertisements");
    }

    private static boolean isNewestSender(Site site, List<Advert> adverts) {
        int size = adverts.size();
        return size >= 2 && adverts.subList(size - 2, size).stream().allMatch(a -> site.sent(a) && a.priority() > 0);
    }

    /** Waits until so many advertisements of this one have been seen. */
    void sends(Site active, long sinceNanos, int adverts) {
        Await.until(
                LIMIT,
                adverts + " advertisements of " + active,
                () -> advertsOf(active, sinceNanos) >= adverts,
                () -> advertsOf(active, sinceNanos) + " advertisements");
    }

    long advertsOf(Site site, long sinceNanos) {
        return capture.adverts(sinceNanos).stream().filter(site::sent).count();
    }

    /** Waits until its kernel has removed the address, or it has itself. */
    void losesTheAddress(Site site) {
        Await.until(LEASE_LIMIT, site + " loses the address", () -> !site.holdsTheAddress(), () -> "it holds it");
    }

    /** Nobody else has sent anything. */
    void onlySends(Site active, long sinceNanos) {
        assertTrue(capture.adverts(sinceNanos).stream().allMatch(active::sent), () -> "not only " + active + " sends");
    }

    void bothHoldTheAddress() {
        Await.until(
                LIMIT,
                "both hold " + dialect().serviceAddress(),
                () -> better().holdsTheAddress() && worse().holdsTheAddress(),
                () -> better() + ": " + better().holdsTheAddress() + ", " + worse() + ": " + worse().holdsTheAddress());
    }

    private void awaitsAddressOnlyOn(Site active) {
        Site other = active == better() ? worse() : better();
        Await.until(
                LIMIT,
                "only " + active + " holds " + dialect().serviceAddress(),
                () -> active.holdsTheAddress() && !other.holdsTheAddress(),
                () -> active + ": " + active.holdsTheAddress() + ", " + other + ": " + other.holdsTheAddress());
    }

    /** The new Active is in office and serves the client. Prints and returns how long nobody did. */
    Duration isServedBy(Site active, long sinceNanos, String fault) {
        isActive(active, sinceNanos);
        Duration outage = isAnsweredBy(active, sinceNanos, fault);
        isAnnouncedBy(active, sinceNanos);
        client.reaches(active);
        return outage;
    }

    /** The client gets answers from there. Prints and returns for how long there were none. */
    Duration isAnsweredBy(Site active, long sinceNanos, String fault) {
        client.isAnsweredBy(active.host(), sinceNanos);
        return outage(fault, sinceNanos);
    }

    /** Prints and returns for how long the client has had no answer. */
    Duration outage(String event, long sinceNanos) {
        Duration outage = client.outage(sinceNanos);
        System.out.printf("%s: %s: %d ms without service%n", pair, event, outage.toMillis());
        return outage;
    }

    /**
     * RFC 9568 section 6.4.2: first the advertisement, then announcements. FRR begins with the latter over IPv6; one that would come
     * within a second of another one comes later.
     */
    private void isAnnouncedBy(Site active, long sinceNanos) {
        long first = active.kind() == RouterKind.FRR
                ? sinceNanos
                : firstOf(active, sinceNanos).timeNanos();
        for (String address : dialect().virtualAddresses()) {
            Await.until(
                    Duration.ofSeconds(5),
                    address + " is announced by " + active + " after its first advertisement",
                    () -> capture.resolutions(first).stream()
                            .anyMatch(each -> each.announces(address)
                                    && each.hardware().equals(active.serviceMac())
                                    && each.sourceMac().equals(active.serviceMac())),
                    () -> "announced was " + capture.resolutions(first));
        }
    }

    /** From its first advertisement on, the new Active speaks alone; one of the old may cross it, and one is its last word. */
    void isSoleSenderSinceItsFirst(Site active, long sinceNanos) {
        Advert first = firstOf(active, sinceNanos);
        long others = capture.adverts(first.timeNanos()).stream()
                .filter(a -> !active.sent(a))
                .count();
        assertTrue(others <= 2, "two Actives");
    }

    /** Priority 0 comes before the successor's first advertisement, and is the last word. */
    void resignedBefore(Site resigned, Site successor, long sinceNanos) {
        Advert first = firstOf(successor, sinceNanos);
        List<Advert> last =
                capture.adverts(sinceNanos).stream().filter(resigned::sent).toList();
        assertTrue(
                !last.isEmpty() && last.get(last.size() - 1).priority() == 0,
                () -> "no priority 0 at the end of " + resigned);
        assertTrue(
                last.get(last.size() - 1).timeNanos() < first.timeNanos(), "the successor did not wait for priority 0");
    }

    private Advert firstOf(Site site, long sinceNanos) {
        return capture.adverts(sinceNanos).stream()
                .filter(advert -> site.sent(advert) && advert.priority() > 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError(site + " has sent nothing"));
    }

    /** Over two Active_Down_Intervals of its advertisements, counted in the capture, nobody else sends one. */
    void nothingMoves(Site active, long sinceNanos) {
        Duration time =
                dialect().activeDownInterval(worse().config().priority()).multipliedBy(2);
        long enough = time.dividedBy(dialect().interval()) + 1;
        Await.until(
                LIMIT,
                enough + " advertisements",
                () -> capture.adverts(sinceNanos).size() >= enough,
                () -> capture.adverts(sinceNanos).size() + " advertisements");
        onlySends(active, sinceNanos);
        awaitsAddressOnlyOn(active);
        client.reaches(active);
    }

    /** What must be true of every advertisement of the whole run. */
    void everyAdvertisementIsWellFormed() {
        for (Advert advert : capture.adverts(0)) {
            Site sender = better().sent(advert) ? better() : worse();
            assertTrue(sender.sent(advert), () -> "advertisement of nobody: " + advert);
            assertEquals(WellFormed.like(advert, sender, sender == better() ? worse() : better()), advert);
        }
    }
}
