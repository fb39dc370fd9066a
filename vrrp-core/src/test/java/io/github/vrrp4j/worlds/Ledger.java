package io.github.vrrp4j.worlds;

import io.github.vrrp4j.router.VirtualRouterStatistics;
import java.util.ArrayList;
import java.util.List;

/** What is sent while all is well has to be found again in the counters of those who receive. */
final class Ledger {
    private final RandomWorld world;
    private final Outcome outcome;
    private final long sent;
    private final List<Long> arrived = new ArrayList<>();

    Ledger(RandomWorld world, Outcome outcome) {
        this.world = world;
        this.outcome = outcome;
        sent = sent();
        world.residents().forEach(each -> arrived.add(arrived(each)));
    }

    private VirtualRouterStatistics statistics(Resident resident) {
        return resident.status(outcome.index()).statistics();
    }

    private long sent() {
        return statistics(outcome.active()).advertisementsSent();
    }

    /** Accepted or discarded for whatever reason. */
    private long arrived(Resident resident) {
        VirtualRouterStatistics counted = statistics(resident);
        return counted.advertisementsReceived()
                + counted.rejections().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    void balance() {
        long nowSent = sent() - sent;
        int others = world.residents().size() - 1;
        for (Resident each : world.residents()) {
            long expected = each == outcome.active() ? 0 : outcome.cluster().isUnicast() ? nowSent / others : nowSent;
            long nowArrived = arrived(each) - arrived.get(each.number());
            if (nowArrived != expected) {
                throw new AssertionError(
                        "the statistics do not add up: " + outcome.active().node() + " has sent " + nowSent + ", and "
                                + each.node() + " has counted " + nowArrived);
            }
        }
    }
}
