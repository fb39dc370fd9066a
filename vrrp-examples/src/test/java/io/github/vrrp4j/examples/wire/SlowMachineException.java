package io.github.vrrp4j.examples.wire;

/** Nothing was shown, since the machine was too busy; it may be tried again. */
final class SlowMachineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SlowMachineException(String how, AssertionError failure) {
        super("this machine was too busy, " + how + ": " + failure.getMessage(), failure);
    }
}
