package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.spi.Announcement;
import io.github.vrrp4j.spi.Datagram;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.List;

/** Carries out what the state machines ask for: sends at once, and gathers the rest for the host lane. */
final class EffectPerformer {
    private final Transport transport;
    private final HostActions actions;
    private final DeadlineHeap deadlines;

    EffectPerformer(Transport transport, HostActions actions, DeadlineHeap deadlines) {
        this.transport = transport;
        this.actions = actions;
        this.deadlines = deadlines;
    }

    /** Walks by index, since an iterator would be garbage with every packet. */
    void perform(Instance instance, List<Effect> effects, long now) {
        boolean acquired = false;
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect instanceof Effect.Send send) {
                send(instance, send.advertisement(), now);
            } else if (effect instanceof Effect.Announce announce) {
                announceIfDue(instance, announce.addresses(), acquired, now);
            } else {
                acquired |= effect instanceof Effect.Acquire;
                if (effect instanceof Effect.Transition transition) {
                    instance.entered(transition, now);
                }
                actions.add(instance, effect, now);
            }
        }
        deadlines.moved(instance);
        IpAddress own = instance.source;
        if (own != null) {
            instance.conflicts.settled(instance.machine, own, now, instance.reporter);
        }
    }

    /** An Active router that stood still for too long does not go on as if nothing had happened. */
    void listenIfStalled(Instance instance, long now) {
        if (instance.stalled(now)) {
            listen(instance, now);
        }
    }

    /** The same for one that hears an advertisement: a shorter time will do for another one to be Active. */
    void listenIfOvertaken(Instance instance, long now) {
        if (instance.overtaken(now)) {
            listen(instance, now);
        }
    }

    private void listen(Instance instance, long now) {
        long lateNanos = now - instance.machine.deadline();
        instance.noticeLateness(now);
        instance.machine.stalled(now);
        instance.conflicts.listensAfterStall(instance.config(), lateNanos, now, instance.reporter);
    }

    /** Acquires again what was taken from the host. Announced at most once a second: it may be taken as fast as a stranger likes. */
    void putBack(Instance instance, List<VirtualAddress> addresses, long now) {
        actions.add(instance, new Effect.Acquire(addresses), now);
        announceIfDue(instance, addresses, false, now);
        deadlines.moved(instance);
    }

    /** Asks the host again for what it has failed to do, as it would be true now. */
    void makeUp(Instance instance, long now) {
        List<VirtualAddress> failed = instance.arrears.due(now);
        List<VirtualAddress> own = instance.config().addresses();
        List<VirtualAddress> owed = failed.stream()
                .filter(each -> instance.active && own.contains(each))
                .toList();
        List<VirtualAddress> kept =
                failed.stream().filter(each -> !owed.contains(each)).toList();
        if (!kept.isEmpty()) {
            actions.add(instance, new Effect.Release(kept), now);
        }
        if (!owed.isEmpty()) {
            actions.add(instance, new Effect.Acquire(owed), now);
            List<Announcement> announcements = Announcements.of(instance.config(), owed);
            instance.counters.announcementsSent += announcements.size();
            actions.announceAcquired(instance, announcements);
        }
    }

    /** What was just acquired is always announced; what a losing advertisement asks to repeat, at most once a second. */
    private void announceIfDue(Instance instance, List<VirtualAddress> addresses, boolean acquired, long now) {
        AnnouncementTimer timer = instance.announcements;
        if (!timer.runs()) {
            timer.started(instance.config().policies().announcements(), now);
        } else if (!acquired && !timer.mayRepeat(now)) {
            return;
        }
        announce(instance, addresses);
    }

    void announce(Instance instance, List<VirtualAddress> addresses) {
        List<Announcement> announcements = Announcements.of(instance.config(), addresses);
        instance.counters.announcementsSent += announcements.size();
        actions.announce(instance, announcements);
    }

    private void send(Instance instance, Advertisement advertisement, long now) {
        IpAddress source = instance.source;
        if (source == null) {
            throw new IllegalStateException(instance.id + " sends before it has started");
        }
        List<Datagram> packets = instance.outgoing.packets(advertisement, source);
        for (int i = 0; i < packets.size(); i++) {
            try {
                transport.send(instance.config(), packets.get(i));
                instance.sent(advertisement, now);
            } catch (IOException | RuntimeException e) {
                instance.counters.sendFailures++;
                actions.failed(instance, "sending an advertisement", e);
            }
        }
    }
}
