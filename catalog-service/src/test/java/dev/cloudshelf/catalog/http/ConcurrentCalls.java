package dev.cloudshelf.catalog.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Calls from as many threads at the same moment. */
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
            List<T> answers = new ArrayList<>();
            for (Future<T> racer : racing) {
                answers.add(racer.get());
            }
            return answers;
        }
    }
}
