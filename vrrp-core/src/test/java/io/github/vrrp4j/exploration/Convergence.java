package io.github.vrrp4j.exploration;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes of a state when nothing goes wrong any more: the cut is healed, packets arrive at once, timers fire in time, and who
 * is down stays down. The routers must settle, for ever: the continuation is followed until it repeats itself. What is due at one
 * moment happens in one order here; the other orders are among the steps that are explored.
 */
final class Convergence {
    private static final int NOBODY = -1;
    private static final int WRONG = -2;

    private final Canonical canonical;
    private final long bound;
    private final Map<String, Outlook> known = new HashMap<>();
    private long slowest;

    /**
     * What a state leads to.
     *
     * @param active who is Active for ever; -1 if no router runs
     * @param nanos how long it takes until then
     */
    private record Outlook(int active, long nanos) {}

    Convergence(Scenario scenario, Canonical canonical) {
        this.canonical = canonical;
        this.bound = scenario.convergenceBoundNanos();
    }

    /** How long it took from the worst state. */
    long slowestNanos() {
        return slowest;
    }

    /** Checks a state that has that name. */
    void check(World start, String startName) {
        Outlook outlook = outlook(start, startName);
        slowest = Math.max(slowest, outlook.nanos);
        if (outlook.nanos > bound) {
            throw new Violation("converges only after " + outlook.nanos / 1_000_000 + " ms, must within "
                    + bound / 1_000_000 + " ms");
        }
        Winner.of(start).ifPresent(winner -> {
            if (winner != outlook.active) {
                throw new Violation(
                        "the addresses must " + (start.nodes().get(winner).isActive() ? "stay with " : "go to ")
                                + World.label(winner) + ", but end up with " + World.label(outlook.active));
            }
        });
    }

    private Outlook outlook(World start, String startName) {
        Map<String, World> path = new LinkedHashMap<>();
        World world = start;
        String name = startName;
        while (!known.containsKey(name) && !path.containsKey(name)) {
            path.put(name, world);
            world = next(start, world);
            name = canonical.nameOf(world);
        }
        List<String> names = new ArrayList<>(path.keySet());
        int end = names.size();
        long later = world.now();
        if (!known.containsKey(name)) {
            end = names.indexOf(name);
            later = path.get(name).now();
            settle(start, path, names.subList(end, names.size()), world);
        }
        Outlook outlook = known.get(name);
        for (int i = end - 1; i >= 0; i--) {
            World earlier = path.get(names.get(i));
            boolean settled = outlook.nanos == 0 && activeIn(earlier) == outlook.active;
            outlook = new Outlook(outlook.active, settled ? 0 : outlook.nanos + later - earlier.now());
            later = earlier.now();
            known.put(names.get(i), outlook);
        }
        return outlook;
    }

    /** The states that will follow each other for ever, until the world is again as it was before. */
    private void settle(World start, Map<String, World> path, List<String> names, World again) {
        if (names.size() > 1 && path.get(names.get(0)).now() == again.now()) {
            throw new Violation("there is no end to what happens at one moment", stepsBetween(start, again));
        }
        int active = activeIn(path.get(names.get(0)));
        for (String name : names) {
            if (active == WRONG || activeIn(path.get(name)) != active) {
                throw new Violation("never converges", stepsBetween(start, path.get(name)));
            }
        }
        names.forEach(name -> known.put(name, new Outlook(active, 0)));
    }

    /** The only Active, if it is the right one, alone holds the addresses, and nobody would take them from it. */
    private static int activeIn(World world) {
        int active = NOBODY;
        boolean someoneRuns = false;
        for (int router = 0; router < world.nodes().size(); router++) {
            Node node = world.nodes().get(router);
            someoneRuns |= node.runs();
            if (node.holds() != node.isActive() || (node.isActive() && active != NOBODY)) {
                return WRONG;
            }
            active = node.isActive() ? router : active;
        }
        if (active == NOBODY) {
            return someoneRuns ? WRONG : NOBODY;
        }
        VirtualRouterConfig best = world.nodes().get(active).config();
        boolean contested = world.nodes().stream()
                .anyMatch(node -> node.state() == State.BACKUP
                        && node.config().preemption().enabled()
                        && node.config().priority() > best.priority());
        return contested ? WRONG : active;
    }

    private World next(World start, World world) {
        Optional<Step> step = faultless(world);
        try {
            return step.map(world::after).orElse(world);
        } catch (Violation violation) {
            List<Step> steps = stepsBetween(start, world);
            steps.add(step.orElseThrow());
            throw new Violation(violation.getMessage(), steps);
        }
    }

    /** Packets before timers, and an Active router's timer before that of one that waits for it. */
    private static Optional<Step> faultless(World world) {
        List<Step> steps = world.steps();
        return steps.stream()
                .filter(step -> switch (step.kind()) {
                    case HEAL, DELIVER, EXPIRE, WAIT -> true;
                    default -> false;
                })
                .min(Comparator.comparingInt(step -> rank(world, step)));
    }

    private static int rank(World world, Step step) {
        return switch (step.kind()) {
            case HEAL -> 0;
            case DELIVER -> 1;
            case EXPIRE -> world.nodes().get(step.router()).isActive() ? 2 : 3;
            default -> 4;
        };
    }

    private List<Step> stepsBetween(World start, World end) {
        List<Step> steps = new ArrayList<>();
        String last = canonical.nameOf(end);
        World world = start;
        while (world.now() < end.now() || !canonical.nameOf(world).equals(last)) {
            Step step = faultless(world).orElseThrow();
            steps.add(step);
            world = world.after(step);
        }
        return steps;
    }
}
