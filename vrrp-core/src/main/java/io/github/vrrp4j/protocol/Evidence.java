package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import java.math.BigDecimal;
import java.util.Optional;

/** What a decision rests on. Its text is a part of a sentence, for people. */
public sealed interface Evidence {
    /**
     * An advertisement that was heard.
     *
     * @param advertisement what was said
     * @param sender by whom: the source of the IP packet
     */
    record Heard(Advertisement advertisement, IpAddress sender) implements Evidence {
        @Override
        public String toString() {
            return sender + " with priority " + advertisement.priority();
        }
    }

    /**
     * A deadline that passed.
     *
     * @param deadlineNanos when it passed, on the clock of the caller
     * @param waitedNanos how long the timer was set to
     * @param last the advertisement that set the timer, or the lower one that was discarded; empty if none was heard
     */
    record DeadlinePassed(long deadlineNanos, long waitedNanos, Optional<Heard> last) implements Evidence {
        @Override
        public String toString() {
            return seconds(waitedNanos)
                    + last.map(heard -> ", last heard: " + heard).orElse(", none was heard");
        }

        private static String seconds(long nanos) {
            return BigDecimal.valueOf(nanos / 1000, 6).stripTrailingZeros().toPlainString() + " s";
        }
    }

    /**
     * Something outside the protocol.
     *
     * @param description what happened, for people
     */
    record Circumstance(String description) implements Evidence {
        @Override
        public String toString() {
            return description;
        }
    }
}
