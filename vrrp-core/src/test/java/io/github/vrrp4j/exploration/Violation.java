package io.github.vrrp4j.exploration;

import java.io.Serial;
import java.util.List;

/** A rule does not hold. */
final class Violation extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What happened without any fault between the state that was explored and the violation. */
    private final transient List<Step> continuation;

    Violation(String message) {
        this(message, List.of());
    }

    Violation(String message, List<Step> continuation) {
        super(message);
        this.continuation = continuation;
    }

    List<Step> continuation() {
        return continuation;
    }
}
