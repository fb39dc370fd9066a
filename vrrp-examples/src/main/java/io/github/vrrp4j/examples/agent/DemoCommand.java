package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.examples.scenarios.Scenarios;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows failovers on a simulated LAN. */
@Command(
        name = "demo",
        description = "Shows routers on a simulated LAN, in virtual time. Needs no privileges and no network.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Plays a named scenario instead of the overview; --list shows their names.")
    private @Nullable String name;

    @Option(names = "--list", description = "Lists the named scenarios, each with the question that it answers.")
    private boolean list;

    @Option(names = "--fast", description = "Prints everything at once instead of at a pace to follow.")
    private boolean fast;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String wanted = name;
        if (list) {
            Scenarios.list(out);
        } else if (wanted == null) {
            new Demo(out, fast).run();
        } else if (Scenarios.names().contains(wanted)) {
            Scenarios.play(wanted, out, fast);
        } else {
            throw new ParameterException(
                    spec.commandLine(), "NAME '" + wanted + "': must be one of " + Scenarios.names());
        }
        return ExitStatus.OK;
    }
}
