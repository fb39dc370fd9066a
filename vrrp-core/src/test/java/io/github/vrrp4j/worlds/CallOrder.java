package io.github.vrrp4j.worlds;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order the hooks of one virtual router may be called during one life of its process (RFC 9568 sections 6.4.1 to 6.4.3):
 * addresses are acquired before they are announced, and released after they were acquired; who is Active has some, and who is not has
 * none; each state follows from the one before.
 */
final class CallOrder {
    private final Set<IpAddress> acquired = new HashSet<>();
    private final Set<IpAddress> failed = new HashSet<>();
    private State state = State.INITIALIZE;
    private boolean called;
    private long activations;
    private long transitions;

    void acquire(List<VirtualAddress> addresses) {
        called = true;
        addresses.forEach(each -> acquired.add(each.address()));
    }

    void announce(IpAddress address) {
        require(acquired.contains(address), address + " is announced, but was not acquired");
    }

    /** What has failed is asked for again. */
    void failed(List<VirtualAddress> addresses) {
        addresses.forEach(each -> failed.add(each.address()));
    }

    /** A process that starts gives up what an earlier one may have left behind. */
    void release(List<VirtualAddress> addresses) {
        for (VirtualAddress each : addresses) {
            boolean had = acquired.remove(each.address());
            boolean again = failed.remove(each.address());
            require(had || again || !called, each + " is released, but was not acquired");
        }
        called = true;
    }

    void enter(Transition transition) {
        require(transition.from() == state, "from " + transition.from() + ", but it was " + state);
        require(transition.from() != transition.to(), "from " + state + " to itself");
        state = transition.to();
        transitions++;
        boolean active = state == State.ACTIVE;
        require(acquired.isEmpty() != active, "becomes " + state + " with " + acquired);
        activations += active ? 1 : 0;
    }

    /** What the listener was told last. */
    State state() {
        return state;
    }

    long activations() {
        return activations;
    }

    long transitions() {
        return transitions;
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new AssertionError("hooks are called in a wrong order: " + otherwise);
        }
    }
}
