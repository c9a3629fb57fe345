package dev.cloudshelf.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does things at the same time. */
final class Racing {

    /** More than a few connections only queue on a machine with a few cores. */
    private static final int AT_ONCE = 32;

    private Racing() {}

    /**
     * Starts all together, as many at once as makes sense.
     *
     * @return what came of each, in their order
     */
    static <T> List<T> all(List<Callable<T>> racers)
            throws InterruptedException, ExecutionException {
        return all(racers, AT_ONCE);
    }

    /**
     * Starts all together.
     *
     * @param atOnce how many may be under way at a time
     * @return what came of each, in their order
     */
    static <T> List<T> all(List<Callable<T>> racers, int atOnce)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        Semaphore lanes = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> racer : racers) {
                running.add(
                        threads.submit(() -> {
                            start.await();
                            lanes.acquire();
                            try {
                                return racer.call();
                            } finally {
                                lanes.release();
                            }
                        }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> racer : running) {
                results.add(racer.get());
            }
            return results;
        }
    }
}
