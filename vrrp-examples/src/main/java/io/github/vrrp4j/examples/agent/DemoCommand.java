package io.github.vrrp4j.examples.agent;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a failover on a simulated LAN. */
@Command(
        name = "demo",
        description = "Shows three routers on a simulated LAN, in virtual time. Needs no privileges and no network.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(names = "--fast", description = "Prints everything at once instead of at a pace to follow.")
    private boolean fast;

    @Override
    public Integer call() throws InterruptedException {
        new Demo(spec.commandLine().getOut(), fast).run();
        return ExitStatus.OK;
    }
}
