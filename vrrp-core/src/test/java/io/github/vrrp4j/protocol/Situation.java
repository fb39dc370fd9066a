package io.github.vrrp4j.protocol;

import java.util.ArrayList;
import java.util.List;

/** A virtual router as it is set, with a past, and what happens to it next. */
record Situation(Setting setting, Past past, Event event) {
    /**
     * How it is configured.
     *
     * @param losing its answer to one that has to yield, where that matters
     * @param effective its effective priority, compared with the configured one
     */
    record Setting(Protocol protocol, Role role, Preempt preempt, Losing losing, Effective effective) {}

    /**
     * What it has been through.
     *
     * @param learnedOther whether it follows (or followed) a router with another interval than its own
     */
    record Past(State state, History history, boolean learnedOther) {}

    /**
     * What happens.
     *
     * @param priority of the advertisement, compared with the own
     * @param address of its sender, compared with the own
     * @param receivedOther whether the advertisement carries another interval than the own, and than what was learned
     */
    record Event(Kind kind, Priority priority, Address address, boolean receivedOther) {}

    enum Protocol {
        V2,
        V3_IPV4,
        V3_IPV6
    }

    enum Role {
        NO_OWNER,
        /** Hears other owners (RFC 9568 erratum 8298, keepalived). */
        OWNER,
        /** Hears nobody: validation discards everything (RFC 3768 and RFC 5798 section 7.1). */
        DEAF_OWNER
    }

    enum Preempt {
        IMMEDIATE,
        NEVER,
        DELAYED
    }

    enum Losing {
        /** What the version says if nobody else does. */
        BY_VERSION,
        DISCARD,
        ADVERTISE,
        ADVERTISE_AND_RESTART_TIMER
    }

    enum Effective {
        CONFIGURED,
        RAISED,
        LOWERED
    }

    /** What a Backup has been through. */
    enum History {
        /** It hears whom it follows, or nobody. */
        QUIET,
        /** Priority 0 was heard, Skew_Time runs. */
        RESIGNED,
        /** A lower router was heard and discarded. */
        DISCARDED,
        /** A lower router was heard and discarded while Skew_Time ran. */
        RESIGNED_DISCARDED,
        /** A lower router was heard, the preempt delay runs. */
        WAITING,
        /** A lower router was heard, and heard again after the preempt delay. */
        OVER
    }

    enum Kind {
        STARTUP,
        SHUTDOWN,
        RESIGN,
        EARLY_TIMER,
        TIMER,
        ADVERT
    }

    enum Priority {
        NONE,
        ZERO,
        LOWER,
        EQUAL,
        HIGHER
    }

    enum Address {
        NONE,
        LOWER,
        EQUAL,
        HIGHER
    }

    private static final boolean[] NO_AND_YES = {false, true};

    static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        for (Setting setting : settings()) {
            for (Past past : pasts()) {
                for (Event event : events()) {
                    Situation situation = new Situation(setting, past, event);
                    if (situation.isPossible()) {
                        all.add(situation);
                    }
                }
            }
        }
        return all;
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (Role role : Role.values()) {
                for (Preempt preempt : Preempt.values()) {
                    for (Losing losing : Losing.values()) {
                        for (Effective effective : Effective.values()) {
                            settings.add(new Setting(protocol, role, preempt, losing, effective));
                        }
                    }
                }
            }
        }
        return settings;
    }

    private static List<Past> pasts() {
        List<Past> pasts = new ArrayList<>();
        for (State state : State.values()) {
            for (History history : History.values()) {
                for (boolean learnedOther : NO_AND_YES) {
                    pasts.add(new Past(state, history, learnedOther));
                }
            }
        }
        return pasts;
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Priority priority : Priority.values()) {
                for (Address address : Address.values()) {
                    for (boolean receivedOther : NO_AND_YES) {
                        events.add(new Event(kind, priority, address, receivedOther));
                    }
                }
            }
        }
        return events;
    }

    private boolean isPossible() {
        return eventIsPossible() && historyIsPossible() && protocolAllowsIt() && ownerAllowsIt() && losingMatters();
    }

    private boolean eventIsPossible() {
        boolean heard = event.kind == Kind.ADVERT;
        return heard == (event.priority != Priority.NONE)
                && heard == (event.address != Address.NONE)
                && (heard || !event.receivedOther);
    }

    private boolean historyIsPossible() {
        boolean backup = past.state == State.BACKUP;
        return switch (past.history) {
            case QUIET -> true;
            case RESIGNED -> backup;
            case DISCARDED, RESIGNED_DISCARDED -> backup && setting.preempt == Preempt.IMMEDIATE;
            case WAITING, OVER -> backup && setting.preempt == Preempt.DELAYED;
        };
    }

    /** Version 2 drops another interval in validation (RFC 3768 section 7.1). */
    private boolean protocolAllowsIt() {
        return setting.protocol != Protocol.V2 || !past.learnedOther && !event.receivedOther;
    }

    /**
     * Nobody has a higher priority than the owner, it always preempts, and what is tracked does not concern it. It is a Backup
     * only after another owner won.
     */
    private boolean ownerAllowsIt() {
        if (setting.role == Role.NO_OWNER) {
            return true;
        }
        boolean backup = past.state == State.BACKUP;
        boolean hears = backup || event.kind == Kind.ADVERT;
        return setting.preempt == Preempt.IMMEDIATE
                && setting.effective == Effective.CONFIGURED
                && event.priority != Priority.HIGHER
                && (setting.role == Role.OWNER || !hears)
                && (backup || !past.learnedOther);
    }

    private boolean losingMatters() {
        return setting.losing == Losing.BY_VERSION || past.state == State.ACTIVE && event.kind == Kind.ADVERT;
    }
}
