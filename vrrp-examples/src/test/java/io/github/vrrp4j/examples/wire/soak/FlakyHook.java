package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressHook;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** The hook of Linux, that fails one time in ten: half of these times before it has done anything, otherwise after it. */
final class FlakyHook implements AddressHook {
    private static final int ONE_IN = 10;

    private final AddressHook hook;
    private final Random random;
    private long failures;

    FlakyHook(AddressHook hook, Random random) {
        this.hook = hook;
        this.random = random;
    }

    @Override
    public void prepare(VirtualRouterConfig router) throws IOException {
        hook.prepare(router);
    }

    @Override
    public void watch(Watcher watcher) {
        hook.watch(watcher);
    }

    @Override
    public void acquire(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        boolean failsLater = failsNowOrLater();
        hook.acquire(router, addresses);
        failIf(failsLater);
    }

    @Override
    public void release(VirtualRouterConfig router, List<VirtualAddress> addresses) throws Exception {
        boolean failsLater = failsNowOrLater();
        hook.release(router, addresses);
        failIf(failsLater);
    }

    /** Throws, or says whether to throw when the work is done. Of several threads. */
    private synchronized boolean failsNowOrLater() throws IOException {
        boolean fails = random.nextInt(ONE_IN) == 0;
        boolean later = random.nextBoolean();
        failIf(fails && !later);
        return fails && later;
    }

    private synchronized void failIf(boolean fails) throws IOException {
        if (fails) {
            failures++;
            throw new IOException("this hook fails one time in " + ONE_IN);
        }
    }

    synchronized long failures() {
        return failures;
    }
}
