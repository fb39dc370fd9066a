package io.github.vrrp4j.examples.wire.soak;

import io.github.vrrp4j.examples.wire.Command;
import io.github.vrrp4j.examples.wire.Host;
import io.github.vrrp4j.examples.wire.Programs;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A host that sends hostile frames all the time: a program of its own, so that it takes nothing from the others but the wire. */
final class Enemy {
    private static final long STEP_NANOS = 1_000_000;

    /** What a pause of this machine has kept back is not sent all at once, which no switch would let through. */
    private static final int MOST_STEPS_LATE = 20;

    private static final int DIFFERENT_FRAMES = 20_000;

    private Enemy() {}

    /** Starts it; it ends with its namespace. */
    static Process start(Host host, int perSecond, long seed, Path directory) {
        List<String> command = Programs.java(Enemy.class, "-Xmx64m", String.valueOf(perSecond), String.valueOf(seed));
        return Command.start(host.namespace().inside(command), directory.resolve("enemy.log"));
    }

    /** Takes how many frames a second, and the seed. */
    public static void main(String... arguments) throws SocketException {
        int perStep = Integer.parseInt(arguments[0]) / 1000;
        Random random = new Random(Long.parseLong(arguments[1]));
        HostileFrames source = new HostileFrames(random);
        byte[][] frames = new byte[DIFFERENT_FRAMES][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = source.next();
        }
        int interfaceIndex = NetworkInterface.getByName(Host.INTERFACE).getIndex();
        try (RawSocket socket = new RawSocket(interfaceIndex)) {
            long due = System.nanoTime();
            while (true) {
                for (int i = 0; i < perStep; i++) {
                    socket.send(frames[random.nextInt(frames.length)]);
                }
                frames[random.nextInt(frames.length)] = source.next();
                due = Math.max(due + STEP_NANOS, System.nanoTime() - MOST_STEPS_LATE * STEP_NANOS);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
