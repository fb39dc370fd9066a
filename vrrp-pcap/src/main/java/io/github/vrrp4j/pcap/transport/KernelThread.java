package io.github.vrrp4j.pcap.transport;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A thread as Linux sees it: only the kernel knows whether one sleeps or waits for a processor, and what it sleeps for. */
final class KernelThread implements Closeable {
    private static final String OWN = "/proc/thread-self/";
    private static final String ALL = "/proc/self/task";
    private static final String STATE = "stat";
    private static final String PLACE = "wchan";

    private static final String SLEEPING = ") S";

    /** Where a thread waits for another one of its process, as all of them do for the JVM at a safepoint. */
    private static final String FUTEX = "futex";

    /** It runs, waits for a processor, or is about to sleep. */
    private static final String NOWHERE = "0";

    /** They stay open, since to open one takes longer than to read it, and a takeover waits for that. */
    private final RandomAccessFile state;

    /** Null where the kernel does not tell. */
    private final @Nullable RandomAccessFile place;

    /** As much as there can be up to the state: pid (name) state; and of a place's name what tells it from others. */
    private final byte[] beginning = new byte[64];

    private KernelThread(RandomAccessFile state, @Nullable RandomAccessFile place) {
        this.state = state;
        this.place = place;
    }

    /** @throws IOException on another system than Linux, or without /proc */
    static KernelThread current() throws IOException {
        RandomAccessFile state = new RandomAccessFile(OWN + STATE, "r");
        try {
            return new KernelThread(state, placesAreTold() ? new RandomAccessFile(OWN + PLACE, "r") : null);
        } catch (IOException e) {
            state.close();
            throw e;
        }
    }

    /** A JVM has many threads, and most of them sleep. A kernel that does not tell where says that they are nowhere. */
    static boolean placesAreTold() {
        String[] threads = new File(ALL).list();
        return threads != null && Arrays.stream(threads).anyMatch(KernelThread::isSomewhere);
    }

    private static boolean isSomewhere(String thread) {
        try {
            return !Files.readString(Path.of(ALL, thread, PLACE)).equals(NOWHERE);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /**
     * Whether it sleeps until something comes from outside of the process. One that the JVM has stopped sleeps, too, and goes on
     * sleeping for milliseconds after others have been woken if the processors are busy: that one is not meant.
     *
     * @throws IOException if it has ended
     */
    synchronized boolean awaitsTheOutside() throws IOException {
        return sleeps(read(state)) && (place == null || isOutside(read(place)));
    }

    /** The name, in parentheses, may hold any character, parentheses too. */
    private static boolean sleeps(String stat) {
        return stat.startsWith(SLEEPING, stat.lastIndexOf(')'));
    }

    private static boolean isOutside(String where) {
        return !where.equals(NOWHERE) && !where.contains(FUTEX);
    }

    private String read(RandomAccessFile file) throws IOException {
        file.seek(0);
        int length = Math.max(0, file.read(beginning));
        return new String(beginning, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public synchronized void close() throws IOException {
        state.close();
        if (place != null) {
            place.close();
        }
    }
}
