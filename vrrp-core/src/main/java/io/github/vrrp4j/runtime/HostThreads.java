package io.github.vrrp4j.runtime;

import io.github.vrrp4j.protocol.VirtualRouterId;
import io.github.vrrp4j.spi.HostLane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host lane of the runtime: the tasks of one virtual router one after the other, those of different ones at the same time.
 *
 * <p>One thread, as long as it gets something done: hooks that are quick wait for the kernel and for each other, and several at once
 * take longer together than one after the other. When tasks wait and nothing is done for a while, the hooks are slow: then there are
 * twice as many threads, until nobody waits any more. Those that are not needed go, all but one: a takeover need not wait until a
 * thread is made.
 *
 * <p>The protocol lane gives tasks, so nobody does under the lock what may take long, as making threads and logging do on a busy
 * machine: the watch does that, without it.
 */
final class HostThreads implements HostLane {
    /** Of one virtual router whose hook does not return: beyond that, tasks are refused. */
    static final int MOST_WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(HostThreads.class);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition watch = lock.newCondition();
    private final Condition finished = lock.newCondition();

    private final Map<VirtualRouterId, Line> lines = new HashMap<>();
    private final Queue<Line> ready = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private final Queue<String> remarks = new ArrayDeque<>();
    private final AtomicLong thrown = new AtomicLong();
    private final Surplus surplus = new Surplus(IDLE_NANOS, System.nanoTime());
    private long doneNanos;
    private int idle;
    private int leaving;
    private int made;
    private boolean closed;

    private final ThreadFactory factory;
    private final Consumer<String> log;

    /** The tasks of one virtual router. */
    private static final class Line {
        final VirtualRouterId router;
        final Queue<Runnable> waiting = new ArrayDeque<>();
        long sinceNanos;

        @Nullable
        Thread runner;

        boolean reported;
        boolean refuses;

        Line(VirtualRouterId router) {
            this.router = router;
        }
    }

    HostThreads() {
        this(Thread::new, LOG::warn);
    }

    /** With threads that are made elsewhere, and a log. */
    HostThreads(ThreadFactory factory, Consumer<String> log) {
        this.factory = factory;
        this.log = log;
    }

    /** Tasks that were given before wait for this. */
    void start() {
        addThread();
        daemon("vrrp-host-watch", this::watch).start();
    }

    @Override
    public boolean execute(VirtualRouterId router, Runnable task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Line line = lines.get(router);
            if (line == null) {
                line = new Line(router);
                lines.put(router, line);
                makeReady(line);
            } else if (line.waiting.size() >= MOST_WAITING) {
                if (!line.refuses) {
                    line.refuses = true;
                    remark(line, MOST_WAITING + " tasks wait for a hook or listener: what comes now is skipped");
                }
                return false;
            }
            line.waiting.add(task);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void makeReady(Line line) {
        line.sinceNanos = System.nanoTime();
        line.runner = null;
        ready.add(line);
        if (idle >= ready.size()) {
            work.signal();
        } else {
            watch.signal();
        }
    }

    private void remark(Line line, String what) {
        remarks.add(line.router + ": " + what);
        watch.signal();
    }

    private void addThread() {
        daemon("vrrp-host-" + ++made, this::work).start();
    }

    private Thread daemon(String name, Runnable task) {
        Thread thread = factory.newThread(task);
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }

    private void work() {
        lock.lock();
        try {
            threads.add(Thread.currentThread());
            Line line = next();
            while (line != null) {
                runTasks(line);
                line = next();
            }
        } finally {
            threads.remove(Thread.currentThread());
            lock.unlock();
        }
    }

    /** Waits for tasks; null when this thread is no longer needed. */
    private @Nullable Line next() {
        long patienceNanos = IDLE_NANOS;
        while (ready.isEmpty()) {
            if (closed || (threads.size() > 1 && (patienceNanos <= 0 || leaving > 0))) {
                leaving = Math.max(0, leaving - 1);
                return null;
            }
            idle++;
            try {
                patienceNanos = work.awaitNanos(patienceNanos > 0 ? patienceNanos : IDLE_NANOS);
            } catch (InterruptedException e) {
                LOG.debug("A hook has left this thread interrupted", e);
            } finally {
                idle--;
                surplus.idle(idle);
            }
        }
        Line line = ready.remove();
        line.sinceNanos = System.nanoTime();
        line.runner = Thread.currentThread();
        return line;
    }

    private void runTasks(Line line) {
        Runnable task = line.waiting.poll();
        while (task != null) {
            lock.unlock();
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                thrown.incrementAndGet();
                LOG.error("{}: a hook failed, or the listener that was told of it", line.router, e);
            } finally {
                lock.lock();
            }
            if (line.reported) {
                remark(line, "the hook or listener has returned");
                line.reported = false;
            }
            doneNanos = System.nanoTime();
            line.sinceNanos = doneNanos;
            task = line.waiting.poll();
        }
        lines.remove(line.router);
        finished.signalAll();
    }

    /** How many tasks have thrown. */
    long thrown() {
        return thrown.get();
    }

    private void watch() {
        boolean goesOn = true;
        while (goesOn) {
            int missing;
            List<String> toLog;
            lock.lock();
            try {
                if (!closed && remarks.isEmpty()) {
                    watch.awaitNanos(ready.isEmpty() ? SLOW_NANOS : PATIENCE_NANOS);
                }
                missing = look(System.nanoTime());
                toLog = List.copyOf(remarks);
                remarks.clear();
                goesOn = !closed;
            } catch (InterruptedException e) {
                continue; // by a stranger
            } finally {
                lock.unlock();
            }
            addThreads(missing);
            toLog.forEach(log);
        }
    }

    /** Sends away whom nobody needs, and says how many threads are missing. */
    private int look(long now) {
        leaving = Math.min(leaving + surplus.count(idle, now), Math.max(0, threads.size() - 1));
        if (leaving > 0) {
            work.signalAll();
        }
        lines.values().forEach(line -> reportIfSlow(line, now));
        return isStuck(now) ? Math.min(threads.size(), ready.size()) : 0;
    }

    /** If the system has no more, those that are there go on, and it is asked again later. */
    private void addThreads(int count) {
        try {
            for (int i = 0; i < count; i++) {
                addThread();
            }
        } catch (OutOfMemoryError e) {
            log.accept("no thread for hooks that wait: " + e.getMessage());
            LockSupport.parkNanos(SLOW_NANOS);
        }
    }

    private boolean isStuck(long now) {
        Line first = ready.peek();
        return first != null && idle == 0 && now - first.sinceNanos >= PATIENCE_NANOS && now - doneNanos >= STUCK_NANOS;
    }

    private void reportIfSlow(Line line, long now) {
        if (line.runner != null && !line.reported && now - line.sinceNanos >= SLOW_NANOS) {
            line.reported = true;
            remark(line, "a hook or listener has not returned for " + (now - line.sinceNanos) / 1e9 + " s");
        }
    }

    /** Waits until all tasks have run, but that of this thread, and no longer than a limit; says whether they have. */
    boolean close(Duration limit) {
        lock.lock();
        try {
            long remainingNanos = limit.toNanos();
            while (!isDone() && remainingNanos > 0) {
                remainingNanos = finished.awaitNanos(remainingNanos);
            }
            return isDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isDone();
        } finally {
            closed = true;
            work.signalAll();
            watch.signalAll();
            threads.stream()
                    .filter(each -> !each.equals(Thread.currentThread()))
                    .forEach(Thread::interrupt);
            lock.unlock();
        }
    }

    private boolean isDone() {
        return lines.values().stream().allMatch(line -> Thread.currentThread().equals(line.runner));
    }
}
