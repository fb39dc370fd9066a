package io.github.vrrp4j.exploration;

import java.util.List;

/** The rules of section 6.4 that are broken, one at a time. */
final class BrokenRules {
    private static final String YIELDS = "if (byPriority > 0 || (byPriority == 0 && byAddress > 0)) {";

    static final List<BrokenRule> ALL = List.of(
            new BrokenRule(
                    "6.4.1: who is not the owner listens first",
                    "distinct priorities",
                    "if (config.isOwner()) { return becomeActive",
                    "if (priority > 0) { return becomeActive"),
            new BrokenRule(
                    "6.4.1: the owner is Active at once",
                    "owner and backup",
                    "if (config.isOwner()) { return becomeActive(cause, evidence, now); }",
                    ""),
            new BrokenRule(
                    "6.4.2: a discarded advertisement does not restart the timer",
                    "distinct priorities",
                    "if (!timerIsSkew) { remember(advertisement, sender, Cause.PREEMPTED); }",
                    "arm(now, activeDownNanos());"),
            new BrokenRule(
                    "6.4.2: an accepted advertisement restarts the timer",
                    "distinct priorities",
                    "learned = true; } arm(now, activeDownNanos());",
                    "learned = true; }"),
            new BrokenRule(
                    "6.4.2: equal priority is accepted in Backup",
                    "equal priorities",
                    "} else if (advertisement.priority() >= priority) {",
                    "} else if (advertisement.priority() > priority) {"),
            new BrokenRule(
                    "6.4.2: lower priority is not accepted with Preempt_Mode",
                    "distinct priorities",
                    "} else if (!preempts(now)) {",
                    "} else if (advertisement.priority() < priority) {"),
            new BrokenRule(
                    "6.4.2: lower priority is accepted without Preempt_Mode",
                    "nopreempt",
                    "if (!config.preemption().enabled()) { return false; }",
                    ""),
            new BrokenRule(
                    "6.4.2: priority 0 sets the timer to Skew_Time",
                    "distinct priorities",
                    "arm(now, skewNanos()); timerIsSkew = true;",
                    ""),
            new BrokenRule(
                    "6.4.2: nothing is learned from priority 0",
                    "different intervals",
                    "arm(now, skewNanos()); timerIsSkew = true;",
                    "activeInterval = advertisement.interval(); arm(now, skewNanos()); timerIsSkew = true;"),
            new BrokenRule(
                    "6.4.2: version 3 follows the interval of the Active router",
                    "different intervals",
                    "if (config.version() == Version.V3) {",
                    "if (config.version() == Version.V2) {"),
            new BrokenRule(
                    "6.4.2: the Adver_Timer is set to the own interval, not to a learned one",
                    "different intervals",
                    "arm(now, config.interval().nanos()); forgetLearnedInterval();",
                    "arm(now, activeInterval.nanos()); forgetLearnedInterval();"),
            new BrokenRule(
                    "6.1: Active_Adver_Interval is the own one again after promotion",
                    "different intervals",
                    "arm(now, config.interval().nanos()); forgetLearnedInterval();",
                    "arm(now, config.interval().nanos());"),
            new BrokenRule(
                    "6.4.2: a promotion is advertised",
                    "distinct priorities",
                    "List<Effect> effects = new ArrayList<>(heartbeat);",
                    "List<Effect> effects = new ArrayList<>();"),
            new BrokenRule(
                    "6.4.2: the addresses are taken on promotion",
                    "distinct priorities",
                    "effects.add(new Effect.Acquire(config.addresses()));",
                    ""),
            new BrokenRule(
                    "6.1: Skew_Time depends on the priority",
                    "distinct priorities",
                    "config.version(), priority, activeInterval, config.policies()",
                    "config.version(), 64, activeInterval, config.policies()"),
            new BrokenRule(
                    "6.4.3: the Adver_Timer is armed again after each advertisement",
                    "distinct priorities",
                    "deadline = next > now ? next : now + config.interval().nanos();",
                    ""),
            new BrokenRule(
                    "6.4.3: lateness of the Adver_Timer does not add up",
                    "late timers",
                    "long next = deadline + config.interval().nanos();",
                    "long next = now + config.interval().nanos();"),
            new BrokenRule(
                    "6.4.3: priority 0 is answered",
                    "distinct priorities",
                    "arm(now, config.interval().nanos()); return heartbeat;",
                    "return NOTHING;"),
            new BrokenRule(
                    "6.4.3: higher priority makes an Active router yield",
                    "distinct priorities",
                    YIELDS,
                    "if (byPriority == 0 && byAddress > 0) {"),
            new BrokenRule(
                    "6.4.3: Preempt_Mode is not considered in Active",
                    "nopreempt",
                    YIELDS,
                    "if (config.preemption().enabled() && (byPriority > 0 || (byPriority == 0 && byAddress > 0))) {"),
            new BrokenRule(
                    "6.4.3: among equals the higher address stays Active",
                    "equal priorities",
                    YIELDS,
                    "if (byPriority > 0 || (byPriority == 0 && byAddress < 0)) {"),
            new BrokenRule("6.4.3: among equals one yields", "equal priorities", YIELDS, "if (byPriority > 0) {"),
            new BrokenRule(
                    "6.4.3: IPv4 addresses are compared as unsigned numbers",
                    "equal priorities",
                    "sender.compareTo(source)",
                    "Integer.compare((int) sender.low(), (int) source.low())"),
            new BrokenRule(
                    "6.4.3: IPv6 addresses are compared as unsigned numbers",
                    "IPv6, equal priorities",
                    "sender.compareTo(source)",
                    "Long.compare(sender.low(), source.low())"),
            new BrokenRule(
                    "6.4.3: who yields waits for Active_Down_Interval",
                    "distinct priorities",
                    "accept(advertisement, sender, now); Effect transition = enter(",
                    "Effect transition = enter("),
            new BrokenRule(
                    "6.4.3: who yields gives up the addresses",
                    "distinct priorities",
                    "return List.of(new Effect.Release(config.addresses()), transition);",
                    "return List.of(transition);"),
            new BrokenRule(
                    "6.4.3: a losing router is told so at once",
                    "distinct priorities",
                    "return announces ? heartbeatAndAnnouncement : heartbeat;",
                    "return NOTHING;"),
            new BrokenRule(
                    "6.4.3: shutdown is announced with priority 0",
                    "distinct priorities",
                    "new ArrayList<>(advertisements(Advertisement.PRIORITY_RESIGNING))",
                    "new ArrayList<>()"),
            new BrokenRule(
                    "6.4.3: shutdown gives up the addresses",
                    "distinct priorities",
                    "effects.add(new Effect.Release(config.addresses())); effects.add(transition);",
                    "effects.add(transition);"),
            new BrokenRule(
                    "6.4.2, 6.4.3: shutdown cancels the timer",
                    "distinct priorities",
                    "deadline = NEVER; Effect transition",
                    "Effect transition"),
            new BrokenRule(
                    "preempt delay: lower priority is accepted until it is over",
                    "delayed preemption",
                    "return now >= preemptAt;",
                    "return true;"),
            new BrokenRule(
                    "preempt delay: lower priority is not accepted after it",
                    "delayed preemption",
                    "return now >= preemptAt;",
                    "return false;"),
            new BrokenRule(
                    "preempt delay: starts with the first lower advertisement only",
                    "delayed preemption",
                    "if (preemptAt == NEVER) {",
                    "if (now < preemptAt) {"),
            new BrokenRule(
                    "preempt delay: starts anew in another state",
                    "delayed preemption",
                    "state = to; preemptAt = NEVER;",
                    "state = to;"),
            new BrokenRule(
                    "stall: who stood still listens before it advertises",
                    "stalls",
                    "arm(now, config.interval().nanos()); listening = true;",
                    "listening = true;"),
            new BrokenRule(
                    "stall: only until it has advertised",
                    "stalls, equal priorities",
                    "listening = false; yield heartbeat;",
                    "yield heartbeat;"),
            new BrokenRule(
                    "stall: an owner does not listen",
                    "stalls, owner",
                    "state == State.ACTIVE && !config.isOwner() && !listening",
                    "state == State.ACTIVE && !listening"),
            new BrokenRule(
                    "stall: equal priority and lower address is followed, too",
                    "stalls, equal priorities",
                    "if (listening && advertisement.priority() != Advertisement.PRIORITY_RESIGNING && wouldFollow) {",
                    "if (false) {"));

    private BrokenRules() {}
}
