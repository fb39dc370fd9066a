package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.examples.agent.conf.VrrpConf;
import io.github.vrrp4j.examples.agent.conf.VrrpConfReader;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the virtual routers of a file until a signal ends it. */
@Command(
        name = "run",
        description = "Runs the virtual routers of a configuration file until SIGTERM or SIGINT; SIGHUP reads it again."
                + " Needs Linux, libpcap, and root or CAP_NET_RAW and CAP_NET_ADMIN.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Host host;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, in the grammar of keepalived.conf.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path file;

    RunCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InterruptedException {
        VrrpConf conf = read();
        conf.warnings().forEach(warning -> LOG.warn("{}", warning));
        conf.errors().forEach(error -> complain(error.toString()));
        if (!conf.errors().isEmpty()) {
            return ExitStatus.USAGE;
        }
        Signals signals = Signals.install();
        int status = ExitStatus.FAILURE;
        try {
            status = run(conf.instances(), signals);
        } finally {
            signals.finished(status);
        }
        return status;
    }

    private VrrpConf read() {
        return new VrrpConfReader(host).read(file);
    }

    private int run(Map<String, VirtualRouterConfig> instances, Signals signals) throws InterruptedException {
        Map<VirtualRouterId, String> names = new LinkedHashMap<>();
        instances.forEach((name, config) -> names.put(config.id(), name));
        Host.Running running;
        try {
            running = host.start(instances.values(), new LoggingListener(names, LOG, NanoClock.system()));
        } catch (MissingPrivilegeException | MissingLibraryException | UnsupportedOperationException e) {
            complain(e.getMessage());
            return ExitStatus.REQUIREMENTS;
        } catch (IOException e) {
            complain("cannot start: " + (e.getMessage() != null ? e.getMessage() : e));
            return ExitStatus.FAILURE;
        }
        try {
            LOG.info("{} ready: {}", AgentVersion.text(), describe(names));
            instances.forEach((name, config) ->
                    config.advice().forEach(advice -> LOG.info("{} may want to know of its {}", name, advice)));
            Reload reload = new Reload(instances.values(), running, LOG);
            while (signals.await() == Signals.Wish.RELOAD) {
                LOG.info("reads {} again", file);
                reload.apply(read());
            }
            LOG.info("stopping");
        } finally {
            running.close();
        }
        LOG.info("stopped");
        return ExitStatus.OK;
    }

    private static String describe(Map<VirtualRouterId, String> names) {
        return names.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void complain(@Nullable String line) {
        spec.commandLine().getErr().println(line);
    }
}
