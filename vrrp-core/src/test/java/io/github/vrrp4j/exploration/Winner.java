package io.github.vrrp4j.exploration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who has to be Active in the end, where that is clear: the best of those who are, or else the one whose timer fires first,
 * provided that all others will hear it before their own timers fire; but who has a higher priority and preempts gets its way.
 * Not clear while a router that has stood still listens.
 */
final class Winner {
    private Winner() {}

    static Optional<Integer> of(World world) {
        boolean someoneListens =
                world.nodes().stream().anyMatch(node -> node.books().listens());
        if (world.cut() >= 0 || someoneListens || !world.inFlight().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> claimants = claimants(world);
        if (claimants.isEmpty() || !allWillHear(world, claimants)) {
            return Optional.empty();
        }
        int incumbent = claimants.stream().max(byRank(world)).orElseThrow();
        return running(world)
                .filter(router -> router == incumbent || preempts(world, router, incumbent))
                .boxed()
                .max(Comparator.comparingInt(router -> priority(world, router)))
                .filter(winner -> isOnly(world, winner, incumbent));
    }

    /** Who is Active; or else who will be next, alone. */
    private static List<Integer> claimants(World world) {
        List<Integer> active = running(world)
                .filter(router -> node(world, router).isActive())
                .boxed()
                .toList();
        if (!active.isEmpty()) {
            return active;
        }
        long first = running(world)
                .mapToLong(router -> deadline(world, router))
                .min()
                .orElse(0);
        List<Integer> next = running(world)
                .filter(router -> deadline(world, router) == first)
                .boxed()
                .toList();
        return next.size() == 1 ? next : List.of();
    }

    private static boolean allWillHear(World world, List<Integer> claimants) {
        long said = claimants.stream()
                .mapToLong(router -> deadline(world, router))
                .max()
                .orElseThrow();
        return running(world)
                .filter(router -> !claimants.contains(router))
                .allMatch(router -> deadline(world, router) >= said);
    }

    /** Among several who may preempt with one priority it is open who is first. */
    private static boolean isOnly(World world, int winner, int incumbent) {
        return winner == incumbent
                || running(world)
                                .filter(router -> preempts(world, router, incumbent)
                                        && priority(world, router) == priority(world, winner))
                                .count()
                        == 1;
    }

    private static boolean preempts(World world, int router, int incumbent) {
        return node(world, router).config().preemption().enabled()
                && priority(world, router) > priority(world, incumbent);
    }

    private static Comparator<Integer> byRank(World world) {
        Comparator<Integer> byPriority = Comparator.comparingInt(router -> priority(world, router));
        return byPriority.thenComparing(router -> world.addressOf(router).bytes(), Arrays::compareUnsigned);
    }

    private static IntStream running(World world) {
        return IntStream.range(0, world.nodes().size())
                .filter(router -> node(world, router).runs());
    }

    private static Node node(World world, int router) {
        return world.nodes().get(router);
    }

    private static int priority(World world, int router) {
        return node(world, router).config().priority();
    }

    private static long deadline(World world, int router) {
        return node(world, router).machine().deadline();
    }
}
