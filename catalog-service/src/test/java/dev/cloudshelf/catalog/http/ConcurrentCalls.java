package dev.cloudshelf.catalog.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Runs the same call on several threads at the same moment. */
final class ConcurrentCalls {

    private ConcurrentCalls() {}

    static <T> List<T> race(int racers, Callable<T> call) throws Exception {
        CyclicBarrier together = new CyclicBarrier(racers);
        try (var threads = Executors.newFixedThreadPool(racers)) {
            List<Future<T>> racing =
                    IntStream.range(0, racers)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        together.await();
                                        return call.call();
                                    }))
                            .toList();
            List<T> responses = new ArrayList<>();
            for (Future<T> racer : racing) {
                responses.add(racer.get());
            }
            return responses;
        }
    }
}
