package dev.cloudshelf.order;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Things that happen at the same moment. */
final class Together {

    private Together() {}

    static <T> List<T> both(Callable<T> one, Callable<T> other) throws InterruptedException {
        return run(List.of(one, other));
    }

    static <T> List<T> times(int count, Callable<T> thing) throws InterruptedException {
        return run(Stream.generate(() -> thing).limit(count).toList());
    }

    private static <T> List<T> run(List<Callable<T>> things) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(things.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(things.size())) {
            List<Callable<T>> waiting =
                    things.stream()
                            .map(thing ->
                                    (Callable<T>)
                                            () -> {
                                                start.await();
                                                return thing.call();
                                            })
                            .toList();
            return threads.invokeAll(waiting).stream().map(Together::result).toList();
        }
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
