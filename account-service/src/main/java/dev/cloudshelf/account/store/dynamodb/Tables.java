package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.account.store.dynamodb.AccountItem.string;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Calls to DynamoDB, among whose failures an outage is told from a refusal. */
record Tables(DynamoDbAsyncClient client) {

    private static final int CONFLICT_RETRIES_MAX = 5;
    private static final Duration CONFLICT_BACKOFF_MIN = Duration.ofMillis(20);
    private static final Duration CONFLICT_BACKOFF_MAX = Duration.ofMillis(200);

    /** Where a transaction has an item in hand, how that ends decides: the call is repeated. */
    <T> Uni<T> call(Function<DynamoDbAsyncClient, CompletableFuture<T>> request) {
        return Uni.createFrom()
                .completionStage(() -> request.apply(client))
                .onFailure(Tables::isConflict)
                .retry()
                .withBackOff(CONFLICT_BACKOFF_MIN, CONFLICT_BACKOFF_MAX)
                .atMost(CONFLICT_RETRIES_MAX)
                .onFailure(Tables::isOutage)
                .transform(Tables::unavailable);
    }

    /** Reads what was last written, however short ago. */
    Uni<Optional<Map<String, AttributeValue>>> get(String table, String key, String value) {
        return call(dynamoDb ->
                        dynamoDb.getItem(request ->
                                request.tableName(table)
                                        .key(Map.of(key, string(value)))
                                        .consistentRead(true)))
                .map(found -> found.hasItem() ? Optional.of(found.item()) : Optional.empty());
    }

    /**
     * Writes all or nothing.
     *
     * @return the position of the first write whose condition did not hold; empty when all are done
     */
    Uni<Optional<Integer>> transact(List<TransactWriteItem> writes) {
        return call(dynamoDb -> dynamoDb.transactWriteItems(all -> all.transactItems(writes)))
                .map(done -> Optional.<Integer>empty())
                .onFailure(failure -> refusedAt(failure).isPresent())
                .recoverWithItem(Tables::refusedAt);
    }

    static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    static TransactWriteItem update(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    static TransactWriteItem delete(Delete delete) {
        return TransactWriteItem.builder().delete(delete).build();
    }

    static TransactWriteItem check(ConditionCheck check) {
        return TransactWriteItem.builder().conditionCheck(check).build();
    }

    static Unavailable unavailable(Throwable outage) {
        return new Unavailable("The account store", outage);
    }

    private static Optional<Integer> refusedAt(Throwable failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            for (int i = 0; i < cancelled.cancellationReasons().size(); i++) {
                if ("ConditionalCheckFailed"
                        .equals(cancelled.cancellationReasons().get(i).code())) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof TransactionConflictException
                || (failure instanceof TransactionCanceledException cancelled
                        && refusedAt(failure).isEmpty()
                        && cancelled.cancellationReasons().stream()
                                .anyMatch(reason -> "TransactionConflict".equals(reason.code())));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SdkClientException
                // The retries of a conflict are exhausted.
                || failure instanceof IllegalStateException
                || isConflict(failure)
                || (failure instanceof DynamoDbException refused
                        && (refused.statusCode() >= 500 || refused.isThrottlingException()));
    }
}
