package io.github.vrrp4j.examples.agent;

import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into an orderly end with a status of our own; the JVM's would be 128 and the signal's number. The JVM
 * answers these signals by running its shutdown hooks: ours tells the main thread to end, waits until it has, and ends the process.
 * SIGHUP, which the JVM would answer in the same way, asks to read the file again.
 */
final class Signals {
    /** What a signal asks for. */
    enum Wish {
        STOP,
        RELOAD
    }

    /** More than the runtime takes to close at worst. */
    private static final long LIMIT_SECONDS = 15;

    private final BlockingQueue<Wish> received = new LinkedBlockingQueue<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onStop, "stop-signal");
    private volatile int status = ExitStatus.FAILURE;

    private Signals() {}

    static Signals install() {
        Signals signals = new Signals();
        Runtime.getRuntime().addShutdownHook(signals.hook);
        onHangUp(() -> signals.received.add(Wish.RELOAD));
        return signals;
    }

    /** By reflection: javac warns of sun.misc.Signal wherever it stands, though every JDK exports it and there is no other way. */
    private static void onHangUp(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
        } catch (ReflectiveOperationException e) {
            // A system without SIGHUP: there is nothing to answer.
        }
    }

    private void onStop() {
        received.add(Wish.STOP);
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
    Wish await() throws InterruptedException {
        return received.take();
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
