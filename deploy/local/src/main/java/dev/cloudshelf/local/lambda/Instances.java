package dev.cloudshelf.local.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a function: as many as there are requests at a time, up to a limit, beyond which
 * requests wait. The one that served last serves next, so that those that are not needed any more
 * are idle for long, and end.
 */
final class Instances implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String name;
    private final FunctionPackage code;
    private final Limits limits;
    private final Times times;
    private final Semaphore places;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<Instance> all = ConcurrentHashMap.newKeySet();
    private final Thread reaper = Thread.ofVirtual().name("reaper").unstarted(this::reapOnAndOn);

    /**
     * @param atOnceMax instances
     * @param timeout of a request, the start of an instance included
     * @param idle how long an instance may do nothing before it is ended
     */
    record Limits(int atOnceMax, Duration timeout, Duration idle) {}

    private record Idle(Instance instance, long sinceNanos) {}

    Instances(String name, FunctionPackage code, Limits limits, Times times) {
        this.name = name;
        this.code = code;
        this.limits = limits;
        this.times = times;
        this.places = new Semaphore(limits.atOnceMax());
        reaper.start();
    }

    Reply invoke(String event) throws IOException, InterruptedException {
        if (!places.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return new Reply.Failed("TooManyRequests", "");
        }
        try {
            Instance instance = take();
            Reply reply = instance.invoke(event, limits.timeout());
            times.add(reply);
            if (instance.isAlive()) {
                idle.addFirst(new Idle(instance, System.nanoTime()));
            } else {
                all.remove(instance);
            }
            return reply;
        } finally {
            places.release();
        }
    }

    /** Processes, frozen ones too. */
    List<Long> pids() {
        return all.stream().filter(Instance::isAlive).map(Instance::pid).toList();
    }

    private Instance take() throws IOException {
        for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.instance().isAlive()) {
                return next.instance();
            }
            all.remove(next.instance());
        }
        Instance born = new Instance(name, code);
        all.add(born);
        return born;
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
        long limitNanos = System.nanoTime() - limits.idle().toNanos();
        for (@Nullable Idle oldest = idle.pollLast(); oldest != null; oldest = idle.pollLast()) {
            if (oldest.sinceNanos() - limitNanos > 0) {
                idle.addLast(oldest);
                return;
            }
            oldest.instance().close();
            all.remove(oldest.instance());
        }
    }

    @Override
    public void close() {
        reaper.interrupt();
        new ArrayList<>(all).forEach(Instance::close);
    }
}
