package io.github.vrrp4j.examples.agent;

import io.github.vrrp4j.examples.agent.conf.VrrpConf;
import io.github.vrrp4j.protocol.Changes;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Gives virtual routers that run what the file says now. What cannot change while they run is said, and they go on as they were;
 * so do all of them if the file is wrong.
 */
final class Reload {
    private final Map<VirtualRouterId, VirtualRouterConfig> running = new HashMap<>();
    private final Host.Running host;
    private final Logger log;

    Reload(Collection<VirtualRouterConfig> configs, Host.Running host, Logger log) {
        configs.forEach(config -> running.put(config.id(), config));
        this.host = host;
        this.log = log;
    }

    void apply(VrrpConf conf) {
        conf.warnings().forEach(warning -> log.warn("{}", warning));
        if (!conf.errors().isEmpty()) {
            conf.errors().forEach(error -> log.error("{}", error));
            log.error("the file is wrong: nothing has changed");
            return;
        }
        Set<VirtualRouterId> gone = new HashSet<>(running.keySet());
        conf.instances().forEach((name, next) -> {
            gone.remove(next.id());
            apply(name + " " + next.id(), next);
        });
        gone.forEach(id -> log.warn("{} is no longer in the file: it goes on until a restart", id));
    }

    private void apply(String name, VirtualRouterConfig next) {
        VirtualRouterConfig now = running.get(next.id());
        if (now == null) {
            log.warn("{} is new: it begins with a restart", name);
            return;
        }
        Changes changes = now.compare(next);
        if (!changes.areLive()) {
            changes.changes().forEach(change -> log.warn("{}: {}", name, change));
            log.warn("{} goes on as it was: this needs a restart", name);
            return;
        }
        if (changes.changes().isEmpty()) {
            return;
        }
        try {
            host.reconfigure(next);
            running.put(next.id(), next);
            changes.changes().forEach(change -> log.info("{}: {}", name, change));
        } catch (UncheckedIOException e) {
            refused(name, Objects.requireNonNull(e.getCause()));
        } catch (RuntimeException e) {
            // Whatever it is, it concerns this virtual router: the others go on.
            refused(name, e);
        }
    }

    private void refused(String name, Exception why) {
        log.error("{} goes on as it was: {}", name, why.getMessage() != null ? why.getMessage() : why);
    }
}
