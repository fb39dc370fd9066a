package io.github.vrrp4j.examples.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into an orderly end with a status of our own; the JVM's would be 128 and the signal's number.
 * The JVM answers these signals by running its shutdown hooks: ours tells the main thread to end, waits until it has, and
 * ends the process.
 */
final class StopSignal {
    /** More than the runtime takes to close at worst. */
    private static final long LIMIT_SECONDS = 15;

    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "stop-signal");
    private volatile int status = ExitStatus.FAILURE;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void onSignal() {
        received.countDown();
        try {
            if (!finished.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("did not stop within " + LIMIT_SECONDS + " s; ends now");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Waits for a signal. */
    void await() throws InterruptedException {
        received.await();
    }

    /** Everything is closed. If a signal came, the process ends now with this status; otherwise the caller may go on. */
    void finished(int exitStatus) {
        status = exitStatus;
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs already, and ends the process.
        }
    }
}
