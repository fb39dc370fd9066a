package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Await;
import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Programs;
import io.github.vrrp4j.packet.MacAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host that sends hostile frames all the time: a program of its own, so that it takes nothing from the others but the wire. */
final class Enemy {
    private static final long STEP_NANOS = 1_000_000;

    /** What a pause of this machine has kept back is not sent all at once, which no switch would let through. */
    private static final int MOST_STEPS_LATE = 20;

    private static final int DIFFERENT_FRAMES = 20_000;

    private static final Pattern RECEIVED = Pattern.compile("\"rx\":\\{\"bytes\":\\d+,\"packets\":(\\d+)");

    private Enemy() {}

    /** Returns once its frames arrive; it ends with its namespace. */
    static Process start(Host host, int perSecond, long seed, Path directory) {
        List<String> command = Programs.java(Enemy.class, "-Xmx64m", String.valueOf(perSecond), String.valueOf(seed));
        Process process = Command.start(host.namespace().inside(command), directory.resolve(host.port() + ".log"));
        Await.until(
                Duration.ofSeconds(60),
                "hostile frames",
                () -> arrived(host) >= Math.min(perSecond, 1_000),
                () -> arrived(host) + " frames");
        return process;
    }

    /** How many frames of it the bridge has counted. */
    static long arrived(Host host) {
        Matcher packets = RECEIVED.matcher(host.lan().ip("-j", "-s", "link", "show", "dev", host.port()));
        if (!packets.find()) {
            throw new IllegalStateException("no statistics of " + host);
        }
        return Long.parseLong(packets.group(1));
    }

    /** Takes how many frames a second, and the seed. */
    public static void main(String... arguments) throws SocketException {
        int perSecond = Integer.parseInt(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        NetworkInterface link = NetworkInterface.getByName(Host.INTERFACE);
        HostileFrames source = new HostileFrames(MacAddress.read(link.getHardwareAddress(), 0), random);
        byte[][] frames = new byte[DIFFERENT_FRAMES][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = source.next();
        }
        try (RawSocket socket = new RawSocket(link.getIndex())) {
            long due = System.nanoTime();
            int thousandths = 0;
            while (true) {
                for (thousandths += perSecond; thousandths >= 1000; thousandths -= 1000) {
                    socket.send(frames[random.nextInt(frames.length)]);
                }
                frames[random.nextInt(frames.length)] = source.next();
                due = Math.max(due + STEP_NANOS, System.nanoTime() - MOST_STEPS_LATE * STEP_NANOS);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
