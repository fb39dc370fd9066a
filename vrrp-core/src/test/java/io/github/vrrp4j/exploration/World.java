package io.github.vrrp4j.exploration;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.Evidence;
import io.github.vrrp4j.protocol.VirtualRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Some routers and the network between them, at one moment. Immutable.
 *
 * @param scenario who takes part
 * @param now nanoseconds since the beginning
 * @param nodes the routers
 * @param inFlight sent, but neither delivered nor lost; in no order, so kept sorted
 * @param cut which router is cut off; -1: none
 */
record World(Scenario scenario, long now, List<Node> nodes, List<Packet> inFlight, int cut) {
    private static final Evidence BECAUSE = new Evidence.Circumstance("exploration");

    static World initial(Scenario scenario) {
        List<Node> nodes = scenario.routers().stream()
                .map(router -> Node.fresh(router.config()))
                .toList();
        return new World(scenario, 0, nodes, List.of(), -1);
    }

    static String label(int router) {
        return String.valueOf((char) ('A' + router));
    }

    /** All that can happen next. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Packet previous = null;
        for (Packet packet : inFlight) {
            if (!packet.equals(previous)) {
                steps.add(Step.of(Step.Kind.DELIVER, packet));
                steps.add(Step.of(Step.Kind.LOSE, packet));
                steps.add(Step.of(Step.Kind.DUPLICATE, packet));
            }
            previous = packet;
        }
        for (int router = 0; router < nodes.size(); router++) {
            addStepsOf(router, steps);
        }
        if (cut >= 0) {
            steps.add(Step.of(Step.Kind.HEAL, cut));
        }
        if (canWait()) {
            steps.add(Step.WAIT);
        }
        return steps;
    }

    private void addStepsOf(int router, List<Step> steps) {
        Node node = nodes.get(router);
        if (node.isDue(now)) {
            steps.add(Step.of(Step.Kind.EXPIRE, router));
        }
        if (node.runs()) {
            steps.add(Step.of(Step.Kind.STOP, router));
            steps.add(Step.of(Step.Kind.CRASH, router));
        } else {
            steps.add(Step.of(Step.Kind.START, router));
        }
        if (node.isActive() && scenario.stalls()) {
            steps.add(Step.of(Step.Kind.STALL, router));
        }
        // One of two is cut off the other if that one is cut off the first.
        if (cut < 0 && (router == 0 || nodes.size() > 2)) {
            steps.add(Step.of(Step.Kind.CUT, router));
        }
    }

    /** A timer that is due fires before time goes on, unless the scenario has late timers. */
    private boolean canWait() {
        boolean someoneRuns = false;
        for (Node node : nodes) {
            someoneRuns |= node.runs();
            if (node.isDue(now - scenario.lateness())) {
                return false;
            }
        }
        return someoneRuns;
    }

    private long pauseNanos() {
        if (!scenario.coarse()) {
            return Scenario.QUANTUM_NANOS;
        }
        long next = nodes.stream()
                .mapToLong(node -> node.machine().deadline())
                .min()
                .orElse(now);
        return Math.max(Scenario.QUANTUM_NANOS, next - now);
    }

    World after(Step step) {
        Node node = step.router() < 0 ? null : nodes.get(step.router());
        return switch (step.kind()) {
            case WAIT -> new World(scenario, now + pauseNanos(), nodes, inFlight, cut);
            case CUT -> new World(scenario, now, nodes, uncut(inFlight, step.router()), step.router());
            case HEAL -> new World(scenario, now, nodes, inFlight, -1);
            case CRASH ->
                with(step.router(), Node.fresh(Objects.requireNonNull(node).config()), inFlight);
            case LOSE -> without(Objects.requireNonNull(step.packet()));
            case DELIVER -> without(Objects.requireNonNull(step.packet())).react(step);
            case START, STOP, STALL, EXPIRE, DUPLICATE -> react(step);
        };
    }

    private World react(Step step) {
        Node node = nodes.get(step.router());
        Packet packet = step.packet();
        // What section 7.1 discards does not reach the state machine.
        if (packet != null
                && node.config().isOwner()
                && !node.config().policies().ownerListens()) {
            return this;
        }
        VirtualRouter machine = Machines.copy(node.machine());
        List<Effect> effects = input(machine, step);
        if (scenario.byTheTable()) {
            new Reaction(this, node, step, machine, effects).check();
        }
        Node next = node.after(step, now, machine, effects);
        return with(step.router(), next, withSent(step.router(), effects));
    }

    private List<Effect> input(VirtualRouter machine, Step step) {
        return switch (step.kind()) {
            case START -> machine.startup(addressOf(step.router()), Cause.STARTUP, BECAUSE, now);
            case STOP -> machine.shutdown(Cause.SHUTDOWN, BECAUSE, now);
            case EXPIRE -> machine.expire(now);
            case STALL -> {
                machine.stalled(now);
                yield List.of();
            }
            default -> {
                Packet packet = Objects.requireNonNull(step.packet());
                yield machine.receive(packet.advertisement(), addressOf(packet.from()), now);
            }
        };
    }

    IpAddress addressOf(int router) {
        return scenario.routers().get(router).address();
    }

    private List<Packet> withSent(int from, List<Effect> effects) {
        if (from == cut || effects.isEmpty()) {
            return inFlight;
        }
        List<Packet> packets = new ArrayList<>(inFlight);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                send(from, send.advertisement(), packets);
            }
        }
        return uncut(packets, cut);
    }

    private void send(int from, Advertisement advertisement, List<Packet> into) {
        for (int to = 0; to < nodes.size(); to++) {
            if (to != from) {
                into.add(new Packet(from, to, advertisement));
            }
        }
    }

    private static List<Packet> uncut(List<Packet> packets, int cut) {
        return packets.stream()
                .filter(packet -> packet.from() != cut && packet.to() != cut)
                .sorted()
                .toList();
    }

    private World without(Packet packet) {
        List<Packet> rest = new ArrayList<>(inFlight);
        rest.remove(packet);
        return new World(scenario, now, nodes, List.copyOf(rest), cut);
    }

    private World with(int router, Node node, List<Packet> packets) {
        List<Node> others = new ArrayList<>(nodes);
        others.set(router, node);
        return new World(scenario, now, List.copyOf(others), packets, cut);
    }
}
