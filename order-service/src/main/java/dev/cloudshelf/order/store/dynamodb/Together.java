package dev.cloudshelf.order.store.dynamodb;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Calls that do not depend on each other. */
final class Together {

    /** As many connections as the SDK's client has, less some for requests. */
    private static final int AT_ONCE_MAX = 32;

    private Together() {}

    /** What each of them answers, in their order; fails with the first that fails. */
    static <T> Uni<List<T>> all(List<Uni<T>> calls) {
        return calls.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(calls).usingConcurrencyOf(AT_ONCE_MAX).andFailFast();
    }

    /** The same without what is not there. */
    static <T> Uni<List<T>> present(List<Uni<Optional<T>>> calls) {
        return all(calls).map(found -> found.stream().flatMap(Optional::stream).toList());
    }
}
