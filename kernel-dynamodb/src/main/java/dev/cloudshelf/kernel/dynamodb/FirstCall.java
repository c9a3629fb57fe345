package dev.cloudshelf.kernel.dynamodb;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Has a process's first call of DynamoDB made on a worker thread. What it loads, the client itself
 * included, takes a busy machine seconds, for which the event loop would stand still. Calls that
 * come before it is answered go the same way, and all others start where they are.
 */
final class FirstCall {

    static final FirstCall OF_THIS_PROCESS = new FirstCall();

    private volatile boolean answered;

    <T> Uni<T> orAnother(Supplier<CompletableFuture<T>> call) {
        return answered
                ? Uni.createFrom().completionStage(call)
                : Uni.createFrom()
                        .completionStage(
                                () -> call.get().whenComplete((answer, fault) -> answered = true))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
