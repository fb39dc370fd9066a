package io.github.vrrp4j.simulation;

/** Something that happens at a time. An event is in its {@link EventQueue} once or not at all. */
abstract class Event {
    static final int NOT_QUEUED = -1;

    /** What arrives at the very moment at which a timer is due is looked at first, as in the runtime. */
    private final boolean timer;

    long atNanos;
    long number;
    int heapIndex = NOT_QUEUED;

    Event(boolean timer) {
        this.timer = timer;
    }

    static Event of(Runnable action) {
        return new Event(false) {
            @Override
            void happen() {
                action.run();
            }
        };
    }

    abstract void happen();

    boolean isQueued() {
        return heapIndex != NOT_QUEUED;
    }

    boolean isBefore(Event other) {
        if (atNanos != other.atNanos) {
            return atNanos < other.atNanos;
        }
        return timer != other.timer ? other.timer : number < other.number;
    }
}
