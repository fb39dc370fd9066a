package io.github.vrrp4j.examples.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** A network namespace of this test run; its name says whose it is. */
public record Namespace(String name) {
    private static final Pattern OURS = Pattern.compile("^(vrrp4j-(\\d+)-\\S+)", Pattern.MULTILINE);

    static Namespace create(String label) {
        Namespace namespace = new Namespace("vrrp4j-" + ProcessHandle.current().pid() + "-" + label);
        Command.run("ip", "netns", "add", namespace.name);
        return namespace;
    }

    /** Removes what runs that were killed could not remove. */
    static void removeLeftovers() {
        leftovers().forEach(Namespace::removeUnlessGone);
    }

    private static List<Namespace> leftovers() {
        return OURS.matcher(Command.run("ip", "netns", "list"))
                .results()
                .filter(line -> ProcessHandle.of(Long.parseLong(line.group(2))).isEmpty())
                .map(line -> new Namespace(line.group(1)))
                .toList();
    }

    /** Removes it; another run may find the same leftover at the same time. */
    void removeUnlessGone() {
        try {
            remove();
        } catch (IllegalStateException e) {
            if (leftovers().contains(this)) {
                throw e;
            }
        }
    }

    /** What runs this program inside the namespace, as the process that is started. */
    public List<String> inside(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(arguments);
        return all;
    }

    /** The ip command on this namespace. */
    public String ip(String... arguments) {
        List<String> all = new ArrayList<>(List.of("ip", "-n", name));
        Collections.addAll(all, arguments);
        return Command.run(all);
    }

    /** Sets a parameter of its network, given by its path below /proc/sys. */
    void sysctl(String path, int value) {
        Command.run(inside(List.of("sh", "-c", "echo " + value + " >/proc/sys/" + path)));
    }

    /** Ends every process in it, then removes it with all of its interfaces. */
    void remove() {
        Command.run("ip", "netns", "pids", name).lines().map(Long::parseLong).forEach(Signals::kill);
        Command.run("ip", "netns", "del", name);
    }
}
