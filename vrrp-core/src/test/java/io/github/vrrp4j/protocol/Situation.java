package io.github.vrrp4j.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * A virtual router in a state, with a past, and what happens to it next.
 *
 * @param learnedOther whether it follows (or followed) a router with another interval than its own
 * @param priority of the advertisement, compared with the own
 * @param address of its sender, compared with the own
 * @param receivedOther whether the advertisement carries another interval than the own, and than what was learned
 */
record Situation(
        Protocol protocol,
        boolean owner,
        Preempt preempt,
        State state,
        History history,
        boolean learnedOther,
        Event event,
        Priority priority,
        Address address,
        boolean receivedOther) {
    enum Protocol {
        V2,
        V3_IPV4,
        V3_IPV6
    }

    enum Preempt {
        IMMEDIATE,
        NEVER,
        DELAYED
    }

    /** What a Backup has been through. */
    enum History {
        /** It hears whom it follows, or nobody. */
        QUIET,
        /** Priority 0 was heard, Skew_Time runs. */
        RESIGNED,
        /** A lower router was heard, the preempt delay runs. */
        WAITING,
        /** A lower router was heard, and heard again after the preempt delay. */
        OVER
    }

    enum Event {
        STARTUP,
        SHUTDOWN,
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

    private static final List<Boolean> NO_AND_YES = List.of(false, true);

    static List<Situation> all() {
        return pasts().flatMap(Situation::futures).filter(Situation::isPossible).toList();
    }

    private static Stream<Situation> pasts() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> NO_AND_YES.stream()
                        .flatMap(owner -> Stream.of(Preempt.values())
                                .flatMap(preempt -> Stream.of(State.values())
                                        .flatMap(state -> Stream.of(History.values())
                                                .flatMap(history -> NO_AND_YES.stream()
                                                        .map(learnedOther -> new Situation(
                                                                protocol,
                                                                owner,
                                                                preempt,
                                                                state,
                                                                history,
                                                                learnedOther,
                                                                Event.ADVERT,
                                                                Priority.NONE,
                                                                Address.NONE,
                                                                false)))))));
    }

    private Stream<Situation> futures() {
        return Stream.of(Event.values())
                .flatMap(next -> Stream.of(Priority.values())
                        .flatMap(theirs -> Stream.of(Address.values())
                                .flatMap(sender -> NO_AND_YES.stream()
                                        .map(other -> new Situation(
                                                protocol,
                                                owner,
                                                preempt,
                                                state,
                                                history,
                                                learnedOther,
                                                next,
                                                theirs,
                                                sender,
                                                other)))));
    }

    private boolean isPossible() {
        return eventIsPossible() && historyIsPossible() && protocolAllowsIt() && ownerAllowsIt();
    }

    private boolean eventIsPossible() {
        boolean heard = event == Event.ADVERT;
        return heard == (priority != Priority.NONE) && heard == (address != Address.NONE) && (heard || !receivedOther);
    }

    private boolean historyIsPossible() {
        return switch (history) {
            case QUIET -> true;
            case RESIGNED -> state == State.BACKUP && preempt != Preempt.DELAYED;
            case WAITING, OVER -> state == State.BACKUP && preempt == Preempt.DELAYED;
        };
    }

    /** Version 2 drops another interval in validation (RFC 3768 section 7.1). */
    private boolean protocolAllowsIt() {
        return protocol != Protocol.V2 || !learnedOther && !receivedOther;
    }

    /**
     * Nobody has a higher priority than the owner, and it always preempts. It is a Backup only after another owner won; in
     * version 2 it listens to nobody (RFC 3768 section 7.1).
     */
    private boolean ownerAllowsIt() {
        if (!owner) {
            return true;
        }
        boolean listens = protocol != Protocol.V2;
        return preempt == Preempt.IMMEDIATE
                && priority != Priority.HIGHER
                && (listens || event != Event.ADVERT && state != State.BACKUP)
                && (state == State.BACKUP || !learnedOther);
    }
}
