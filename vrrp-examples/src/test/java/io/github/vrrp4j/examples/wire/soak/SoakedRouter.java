package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.frames.FrameRejection;
import io.github.vrrp4j.pcap.linux.LinuxAddressHook;
import io.github.vrrp4j.pcap.linux.LinuxLinkMonitor;
import io.github.vrrp4j.pcap.transport.PcapTransport;
import io.github.vrrp4j.protocol.Effect.Transition;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatistics;
import io.github.vrrp4j.runtime.VrrpRuntime;
import io.github.vrrp4j.spi.VrrpListener;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host's program, as an application that embeds the library would be: takes the number of the host and the seed of its hook. */
final class SoakedRouter implements VrrpListener {
    private static final long REPORT_SECONDS = 5;

    private SoakedRouter() {}

    /** Runs until SIGTERM. */
    public static void main(String... arguments) throws Exception {
        List<VirtualRouterConfig> fleet = Fleet.of(Integer.parseInt(arguments[0]));
        PcapTransport wire = new PcapTransport();
        LinuxAddressHook addresses = new LinuxAddressHook();
        FlakyHook hook = new FlakyHook(addresses, new Random(Long.parseLong(arguments[1])));
        VrrpRuntime.Builder builder = VrrpRuntime.builder(wire, new LinuxLinkMonitor())
                .addressHook(hook)
                .announcer(wire)
                .listener(new SoakedRouter());
        fleet.forEach(builder::add);
        VrrpRuntime vrrp = builder.build();
        CountDownLatch closing = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            closing.countDown();
            vrrp.close();
            addresses.close();
            say("closed");
        }));
        vrrp.start();
        say("started");
        reportUntil(closing, vrrp, wire, hook, fleet);
    }

    private static void reportUntil(
            CountDownLatch closing,
            VrrpRuntime vrrp,
            PcapTransport wire,
            FlakyHook hook,
            List<VirtualRouterConfig> fleet) {
        try {
            while (!closing.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                report(vrrp, wire, hook, fleet);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // Nobody does that.
        }
    }

    private static void report(VrrpRuntime vrrp, PcapTransport wire, FlakyHook hook, List<VirtualRouterConfig> fleet) {
        long discarded = Arrays.stream(FrameRejection.values())
                .mapToLong(wire::rejectedFrames)
                .sum();
        long received = 0;
        long late = 0;
        try {
            for (VirtualRouterConfig each : fleet) {
                VirtualRouterStatistics statistics = vrrp.status(each.id()).statistics();
                received += statistics.advertisementsReceived();
                late += statistics.lateTimers();
                discarded += statistics.rejections().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
            say("advertisements " + received + " discarded " + discarded + " dropped " + vrrp.mailboxOverflows()
                    + " late " + late + " hook failures " + hook.failures());
        } catch (IllegalStateException e) {
            say("no report: " + e.getMessage()); // Frozen while it asked, or just closed.
        }
    }

    private static void say(String what) {
        System.out.println(LocalTime.now() + " " + what);
    }

    @Override
    public void transition(VirtualRouterId router, Transition transition) {
        say(router + " " + transition.from() + " -> " + transition.to() + ": " + transition.why());
    }

    @Override
    public void failed(VirtualRouterId router, String what, Exception failure) {
        say(router + " failed " + what + ": " + failure.getMessage());
    }
}
