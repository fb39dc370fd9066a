package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Rejection;
import io.github.vrrp4j.protocol.Effect;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.spi.Datagram;
import java.util.List;

/** What becomes of a packet (RFC 9568 section 7.1): rejected and counted, or handed to the state machine. */
final class Reception {
    private final HostActions actions;
    private final EffectPerformer performer;

    Reception(HostActions actions, EffectPerformer performer) {
        this.actions = actions;
        this.performer = performer;
    }

    void receive(Port port, Datagram datagram, long now) {
        Instance instance = port.find(datagram.source().family(), ReceiveChecks.claimedVrid(datagram));
        if (instance == null) {
            port.count(ReceiveChecks.ofNobody(datagram));
            return;
        }
        Rejection rejection = ReceiveChecks.beforeReading(instance, datagram, now);
        if (rejection != null) {
            reject(instance, new Incoming.Message(datagram, rejection, false), rejection, now);
        } else {
            read(instance, instance.incoming.read(datagram), now);
        }
    }

    private void read(Instance instance, Incoming.Message message, long now) {
        if (message.decoded() instanceof Rejection rejection) {
            reject(instance, message, rejection, now);
            return;
        }
        Advertisement advertisement = (Advertisement) message.decoded();
        Rejection rejection = ReceiveChecks.afterReading(instance, message, advertisement, now);
        if (rejection != null) {
            reject(instance, message, rejection, now);
        } else {
            accept(instance, message, advertisement, now);
        }
    }

    private void reject(Instance instance, Incoming.Message message, Rejection rejection, long now) {
        instance.port.count(rejection);
        if (!message.sameAddresses() && message.decoded() instanceof Advertisement) {
            instance.counters.addressListErrors++;
        }
        if (instance.rejected(rejection, now)) {
            actions.rejected(instance, rejection, message.datagram().source());
        }
        instance.conflicts.rejected(instance.config(), instance.source, message, rejection, now, instance.reporter);
    }

    private void accept(Instance instance, Incoming.Message message, Advertisement advertisement, long now) {
        IpAddress own = instance.source;
        if (own == null || instance.machine.state() == State.INITIALIZE) {
            return; // RFC 9568 6.4.1: a router in Initialize takes no part.
        }
        instance.received(message, advertisement, now);
        instance.conflicts.heard(instance.machine, own, message, advertisement, now, instance.reporter);
        performer.listenIfOvertaken(instance, now);
        boolean wasActive = instance.machine.state() == State.ACTIVE;
        List<Effect> effects =
                instance.machine.receive(advertisement, message.datagram().source(), now);
        if (wasActive && instance.machine.state() == State.ACTIVE && advertisement.priority() > 0) {
            instance.counters.losingAdvertisements++;
        }
        performer.perform(instance, effects, now);
    }
}
