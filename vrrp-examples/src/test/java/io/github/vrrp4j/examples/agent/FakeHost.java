package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.VrrpListener;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A machine whose only interface is lo. Refuses to start anything, or says on standard output what it does. */
final class FakeHost implements Host {
    private final @Nullable Exception refusal;
    private boolean started;

    FakeHost(@Nullable Exception refusal) {
        this.refusal = refusal;
    }

    /** Runs the agent on a machine on which everything works. */
    public static void main(String... args) {
        System.exit(VrrpAgent.commandLine(new FakeHost(null)).execute(args));
    }

    boolean wasStarted() {
        return started;
    }

    @Override
    public boolean hasInterface(String name) {
        return name.equals("lo");
    }

    @Override
    public Running start(Collection<VirtualRouterConfig> routers, VrrpListener listener) throws IOException {
        started = true;
        if (refusal instanceof IOException e) {
            throw e;
        }
        if (refusal instanceof RuntimeException e) {
            throw e;
        }
        routers.forEach(router -> System.out.println("start " + router.id()));
        return new Running() {
            @Override
            public void reconfigure(VirtualRouterConfig next) {
                System.out.println("reconfigure " + next.id() + " priority " + next.priority());
            }

            @Override
            public void close() {
                System.out.println("close");
            }
        };
    }
}
