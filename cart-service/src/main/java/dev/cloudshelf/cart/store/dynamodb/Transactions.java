package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Reads, decides and writes in one transaction, whose conditions hold what the decision rests on.
 * Where a racing change has made it wrong, all is read and decided anew.
 */
final class Transactions {

    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Cancellations that another attempt can do away with. */
    private static final List<String> PASSING =
            List.of(
                    "None",
                    CONDITION_FAILED,
                    "TransactionConflict",
                    "ThrottlingError",
                    "ProvisionedThroughputExceeded");

    private final Tables tables;

    Transactions(Tables tables) {
        this.tables = tables;
    }

    /**
     * @param attempt begins with reading, each time
     */
    <T> Uni<T> retrying(Supplier<Uni<T>> attempt) {
        return retrying(attempt, 0);
    }

    private <T> Uni<T> retrying(Supplier<Uni<T>> attempt, int retries) {
        return attempt.get()
                .onFailure(TransactionCanceledException.class)
                .recoverWithUni(canceled -> {
                    if (!mayPass(canceled)) {
                        return Uni.createFrom().failure(canceled);
                    }
                    if (retries == Tables.RETRIES_MAX) {
                        return Uni.createFrom().failure(tables.unavailable(canceled));
                    }
                    return Tables.pause(retries).chain(() -> retrying(attempt, retries + 1));
                });
    }

    private static boolean mayPass(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream()
                .allMatch(reason -> PASSING.contains(reason.code()));
    }
}
