package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Runs transactions that are based on a read, with conditions that what was read still holds. After
 * a concurrent change, everything is read and decided again.
 */
final class Transactions {

    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Reasons of a cancellation for which a retry may succeed. */
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
     * @param attempt starts with reading, each time
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
