package dev.cloudshelf.local.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a function: as many as there are requests at a time, up to a limit. A request
 * that finds none idle has one started, and is served by whichever is free first, this one or
 * another. Only so many start at a time, because here all of them share one machine. The one that
 * served last serves next, so that those that are not needed any more are idle for long, and end.
 */
final class Instances implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String name;
    private final FunctionPackage code;
    private final Limits limits;
    private final Times times;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<Instance> all = new HashSet<>();
    private final Set<Instance> starting = new HashSet<>();
    private int waiting;
    private int failedStarts;
    private final Thread reaper = Thread.ofVirtual().name("reaper").unstarted(this::reapOnAndOn);

    /**
     * @param atOnceMax instances
     * @param startingMax instances that start at the same time
     * @param timeout of a request, from when it has an instance; of its wait for one; and of a
     *     start
     * @param idle how long an instance may do nothing before it is ended
     */
    record Limits(int atOnceMax, int startingMax, Duration timeout, Duration idle) {}

    private record Idle(Instance instance, long sinceNanos) {}

    private sealed interface Taken {
        record Free(Instance instance) implements Taken {}

        record StartFailed() implements Taken {}

        record Late() implements Taken {}
    }

    Instances(String name, FunctionPackage code, Limits limits, Times times) {
        this.name = name;
        this.code = code;
        this.limits = limits;
        this.times = times;
        reaper.start();
    }

    Reply invoke(String event) throws IOException, InterruptedException {
        Reply reply =
                switch (take()) {
                    case Taken.Late() -> new Reply.Failed("Sandbox.Timedout", "");
                    case Taken.StartFailed() -> new Reply.Failed("Runtime.ExitError", "");
                    case Taken.Free(Instance instance) -> invoke(instance, event);
                };
        times.add(reply);
        return reply;
    }

    private Reply invoke(Instance instance, String event) throws InterruptedException {
        try {
            return instance.invoke(event, limits.timeout());
        } finally {
            giveBack(instance);
        }
    }

    /** Processes, frozen ones too. */
    List<Long> pids() {
        lock.lock();
        try {
            return all.stream().filter(Instance::isAlive).map(Instance::pid).toList();
        } finally {
            lock.unlock();
        }
    }

    private Taken take() throws IOException, InterruptedException {
        long leftNanos = limits.timeout().toNanos();
        lock.lock();
        waiting++;
        try {
            while (true) {
                @Nullable Instance free = nextIdle();
                if (free != null) {
                    return new Taken.Free(free);
                }
                if (failedStarts > 0) {
                    failedStarts--;
                    return new Taken.StartFailed();
                }
                if (leftNanos <= 0) {
                    return new Taken.Late();
                }
                if (starting.size() < Math.min(waiting, limits.startingMax())
                        && all.size() < limits.atOnceMax()) {
                    start();
                } else {
                    leftNanos = changed.awaitNanos(leftNanos);
                }
            }
        } finally {
            waiting--;
            // Nobody hears of a failure who has come after it.
            failedStarts = Math.min(failedStarts, waiting);
            lock.unlock();
        }
    }

    private @Nullable Instance nextIdle() {
        for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.instance().isAlive()) {
                return next.instance();
            }
            all.remove(next.instance());
        }
        return null;
    }

    private void start() throws IOException {
        Instance born = new Instance(name, code);
        all.add(born);
        starting.add(born);
        Thread.ofVirtual().name("start").start(() -> await(born));
    }

    /** One that has died instead fails one of those who wait, so that they hear of it. */
    private void await(Instance born) {
        born.awaitStart();
        lock.lock();
        try {
            starting.remove(born);
            if (born.isAlive()) {
                idle.addFirst(new Idle(born, System.nanoTime()));
            } else {
                all.remove(born);
                failedStarts = Math.min(failedStarts + 1, waiting);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Instance instance) {
        lock.lock();
        try {
            if (instance.isAlive()) {
                idle.addFirst(new Idle(instance, System.nanoTime()));
            } else {
                all.remove(instance);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void reapOnAndOn() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                reap();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void reap() {
        for (Instance unneeded : unneeded()) {
            unneeded.close();
        }
    }

    /** Those that nobody has asked for long, and those that do not get ready. */
    private List<Instance> unneeded() {
        long nowNanos = System.nanoTime();
        long idleNanos = limits.idle().toNanos();
        List<Instance> unneeded = new ArrayList<>();
        lock.lock();
        try {
            while (!idle.isEmpty() && nowNanos - idle.getLast().sinceNanos() >= idleNanos) {
                Instance oldest = idle.removeLast().instance();
                all.remove(oldest);
                unneeded.add(oldest);
            }
            starting.stream()
                    .filter(born -> nowNanos - born.bornNanos() >= limits.timeout().toNanos())
                    .forEach(unneeded::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return unneeded;
    }

    @Override
    public void close() {
        reaper.interrupt();
        List<Instance> last;
        lock.lock();
        try {
            last = new ArrayList<>(all);
        } finally {
            lock.unlock();
        }
        last.forEach(Instance::close);
    }
}
