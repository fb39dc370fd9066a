package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AnnouncementSchedule;
import io.github.vrrp4j.protocol.Policies;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.SourceMac;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads whose habits an instance follows, and in what it differs. */
final class PolicyReader {
    static final List<String> KEYWORDS = List.of(
            "preset",
            "use_vmac",
            "accept",
            "no_accept",
            "garp_master_delay",
            "garp_master_repeat",
            "garp_master_refresh",
            "v3_checksum_as_v2",
            "old_unicast_checksum");

    private final Block instance;
    private final Problems problems;
    private final Optional<Preset> preset;
    private final boolean virtualMac;
    private final Optional<Boolean> accept;
    private final Optional<Duration> delay;
    private final Optional<Integer> repeat;
    private final Optional<Duration> refresh;
    private final boolean messageOnly;
    private final boolean neverOldChecksum;

    PolicyReader(Block instance, Problems problems) {
        this.instance = instance;
        this.problems = problems;
        preset = instance.value("preset", Values::preset);
        virtualMac = virtualMac();
        accept = accept();
        delay = instance.value(
                "garp_master_delay",
                text -> schedule(1, Values.seconds(text), Duration.ZERO).repeatAfter());
        repeat = instance.value(
                "garp_master_repeat",
                text -> schedule(Values.number(text), Duration.ZERO, Duration.ZERO)
                        .burst());
        refresh = instance.value(
                "garp_master_refresh",
                text -> schedule(1, Duration.ZERO, Values.seconds(text)).refreshEvery());
        messageOnly = instance.flag("v3_checksum_as_v2");
        neverOldChecksum = neverOldChecksum();
    }

    /** Lets the schedule judge its own values. */
    private static AnnouncementSchedule schedule(int burst, Duration repeatAfter, Duration refreshEvery) {
        return new AnnouncementSchedule(burst, repeatAfter, refreshEvery, false, false, false);
    }

    private boolean virtualMac() {
        Optional<Statement> line = instance.statement("use_vmac");
        line.filter(each -> !each.args().isEmpty())
                .ifPresent(each ->
                        problems.warning(each.line(), each + ": the interface's name and MAC address are chosen here"));
        return line.isPresent();
    }

    private Optional<Boolean> accept() {
        boolean yes = instance.flag("accept");
        boolean no = instance.flag("no_accept");
        if (yes && no) {
            problems.error(instance.line("no_accept"), "no_accept: accept is given in line " + instance.line("accept"));
        }
        return yes || no ? Optional.of(yes) : Optional.empty();
    }

    private boolean neverOldChecksum() {
        Optional<Statement> line = instance.statement("old_unicast_checksum");
        boolean never = line.isPresent() && line.get().args().equals(List.of("never"));
        if (line.isPresent() && !never) {
            problems.error(
                    line.get().line(),
                    line.get()
                            + ": must be never; checksums as keepalived up to 1.3.6 made them are taken, but not sent");
        }
        return never;
    }

    /** The version of an instance that says none and whose file says none. */
    Version defaultVersion(Family family) {
        return effectivePreset().version(family);
    }

    private Preset effectivePreset() {
        return preset.orElse(Preset.KEEPALIVED);
    }

    void apply(VirtualRouterConfig.Builder builder) {
        builder.preset(effectivePreset()).adjust(this::adjust);
    }

    private Policies adjust(Policies habits) {
        Policies policies = preset.isPresent() ? habits : unbound(habits);
        if (virtualMac) {
            policies = policies.withSourceMac(SourceMac.VIRTUAL);
        }
        if (messageOnly) {
            policies = policies.withSentChecksum(ChecksumForm.MESSAGE_ONLY);
        }
        if (neverOldChecksum) {
            policies = policies.withGroupChecksumFromPeers(false);
        }
        return policies.withAcceptMode(accept.orElse(policies.acceptMode()))
                .withAnnouncements(adjust(policies.announcements()));
    }

    /** Who asks for nobody's habits gets keepalived's, with what keepalived does not mind and others need. */
    private static Policies unbound(Policies keepalived) {
        // keepalived takes only the form that it sends; a router of another make on the link may send the other one.
        return keepalived
                .withAcceptedChecksum(ChecksumAcceptance.EITHER)
                // A winner that never hears the loser does not announce, and clients go on to talk to the loser.
                .withLastAdvertisement(true);
    }

    private AnnouncementSchedule adjust(AnnouncementSchedule habit) {
        return new AnnouncementSchedule(
                repeat.orElse(habit.burst()),
                delay.orElse(habit.repeatAfter()),
                refresh.orElse(habit.refreshEvery()),
                habit.onLosingAdvertisement(),
                habit.broadcastTarget(),
                habit.routerFlag());
    }
}
