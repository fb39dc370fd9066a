package io.github.vrrp4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.AddressHook;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Announcer;
import io.github.vrrp4j.spi.Hooks;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An address hook that fails is asked again: no Active router stays without its addresses, no Backup with them. */
class FailedHookTest implements AddressHook, Announcer, VrrpListener {
    private static final String BOTH = "[10.9.0.100/24, 10.9.0.101/24]";

    private final Bench bench = Bench.withHooks(Bench.v3(), new Hooks(this, this, this));
    private final TreeSet<String> held = new TreeSet<>();
    private final List<String> log = new ArrayList<>();
    private int failing;

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        failOrLog("acquire " + addresses);
        addresses.forEach(each -> held.add(each.toString()));
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws IOException {
        failOrLog("release " + addresses);
        addresses.forEach(each -> held.remove(each.toString()));
    }

    private void failOrLog(String what) throws IOException {
        if (failing > 0) {
            failing--;
            throw new IOException(what);
        }
        log.add(what);
    }

    @Override
    public void announce(VirtualRouterId router, List<Announcement> announcements) {
        log.add("announce");
    }

    @Override
    public void failed(VirtualRouterId router, String what, Exception failure) {
        log.add("failed " + what);
    }

    private void becomesActive() {
        bench.router.start(bench.id, bench.now);
        bench.passes(Bench.DOWN);
        assertEquals(State.ACTIVE, bench.state());
    }

    private void yields() {
        bench.hears(bench.saying(200), Bench.HIGHER);
        assertEquals(State.BACKUP, bench.state());
    }

    private List<String> takeLog() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    @Test
    void anActiveRouterAsksAgainForItsAddressesAndThenAnnouncesThem() {
        bench.router.start(bench.id, bench.now);
        takeLog();
        failing = 1;
        becomesActive();
        assertEquals(List.of("failed acquiring " + BOTH, "announce"), takeLog());

        bench.passes(Arrears.RETRY_NANOS);

        assertEquals(List.of("acquire " + BOTH, "announce"), takeLog());
        assertEquals(2, held.size());
        bench.passes(10 * Bench.SECOND);
        assertEquals(List.of(), takeLog());
    }

    @Test
    void aBackupIsAskedAgainToReleaseThem() {
        becomesActive();
        takeLog();
        failing = 1;
        yields();
        assertEquals(2, held.size());

        bench.passes(Arrears.RETRY_NANOS);

        assertEquals(List.of("failed releasing " + BOTH, "release " + BOTH), takeLog());
        assertEquals(Set.of(), held);
    }

    @Test
    void whatIsNoLongerTrueIsNotAskedAgain() {
        bench.router.start(bench.id, bench.now);
        failing = 1;
        becomesActive();
        yields();
        takeLog();

        bench.passes(Arrears.RETRY_NANOS);

        assertEquals(List.of(), takeLog());
        assertEquals(Set.of(), held);
    }

    @Test
    void anAddressThatIsNoLongerConfiguredIsReleasedAllTheSame() {
        becomesActive();
        takeLog();
        failing = 1;
        bench.router.reconfigure(
                bench.config.toBuilder().noAddresses().address("10.9.0.100/24").build(), bench.now);

        bench.passes(Arrears.RETRY_NANOS);

        assertEquals(Set.of("10.9.0.100/24"), held);
    }

    @Test
    void aHookThatAlwaysFailsIsReportedAtOnceAndThenOnceInTenSeconds() {
        bench.router.start(bench.id, bench.now);
        failing = Integer.MAX_VALUE;
        becomesActive();

        bench.passes(25 * Bench.SECOND);

        long reports =
                log.stream().filter(each -> each.startsWith("failed acquiring")).count();
        assertEquals(3, reports, log::toString);
    }

    @Test
    void whoHasNotAnsweredYetIsNotAskedAgain() {
        Arrears arrears = new Arrears();
        List<VirtualAddress> addresses = bench.config.addresses();
        arrears.asks(0);
        arrears.failed(addresses);
        arrears.asks(1);
        arrears.asked();

        assertEquals(List.of(), arrears.due(arrears.deadline()));
        arrears.failed(addresses);
        assertEquals(addresses, arrears.due(arrears.deadline()));
    }
}
