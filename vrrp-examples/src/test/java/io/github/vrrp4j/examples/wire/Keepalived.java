package io.github.vrrp4j.examples.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** keepalived: a parent process, and a child that speaks VRRP. */
final class Keepalived extends RouterProcess {
    private static final AtomicInteger STARTED = new AtomicInteger();

    private Keepalived(Host host, Process process) {
        super(host, process);
    }

    static Keepalived start(Host host, Path configuration, Path directory) {
        // By default all keepalived of a machine share these files, and the second refuses to start; so does one that
        // finds
        // the file of a predecessor that was killed and that nobody has reaped yet.
        Path pids = directory.resolve("keepalived-" + STARTED.incrementAndGet());
        List<String> command = List.of(
                "keepalived",
                "--dont-fork",
                "--log-console",
                "--log-detail",
                "--vrrp",
                "--pid=" + pids + ".pid",
                "--vrrp_pid=" + pids + "-vrrp.pid",
                "--use-file=" + configuration);
        Path log = directory.resolve(host.port() + "-keepalived.log");
        return new Keepalived(host, Command.start(host.namespace().inside(command), log));
    }

    @Override
    public void kill() {
        // A child whose parent dies first gets SIGTERM and resigns in order; a parent whose child dies first starts
        // another.
        Signals.stop(pid());
        children(Signals::kill);
        super.kill();
    }

    @Override
    public void freeze() {
        super.freeze();
        children(Signals::stop);
    }

    @Override
    public void thaw() {
        children(Signals::resume);
        super.thaw();
    }

    private void children(LongConsumer action) {
        ProcessHandle.of(pid()).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid)
                .forEach(action);
    }
}
