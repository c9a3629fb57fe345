package dev.cloudshelf.kernel.dynamodb;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.RequestThread;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Calls to DynamoDB, among whose failures an outage is told from a refusal. Whatever is tried again
 * is so a few times only, in less than two seconds together, so that it ends inside a request.
 *
 * @param store as a person would call it, such as {@code The order store}
 */
public record Tables(DynamoDbAsyncClient client, String store) {

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Reasons of a cancelled transaction that another attempt can do away with. */
    private static final Set<String> PASSING =
            Set.of(
                    "None",
                    "TransactionConflict",
                    "ThrottlingError",
                    "ProvisionedThroughputExceeded");

    /** After so many somebody is told that the store is unavailable. */
    public static final int RETRIES_MAX = 8;

    private static final Duration BACKOFF_MIN = Duration.ofMillis(10);
    private static final Duration BACKOFF_MAX = Duration.ofMillis(300);

    /**
     * The SDK repeats a call that was lost or throttled, but not one for which a transaction was in
     * the way, nor a transaction that was cancelled: these are repeated here. The answer arrives
     * where the request runs, so that what comes next is still a part of it.
     */
    public <T> Uni<T> call(Function<DynamoDbAsyncClient, CompletableFuture<T>> request) {
        return Uni.createFrom().deferred(() -> RequestThread.goOnThere(attempts(request)));
    }

    private <T> Uni<T> attempts(Function<DynamoDbAsyncClient, CompletableFuture<T>> request) {
        return attempt(request, 0).onFailure(Tables::isOutage).transform(this::unavailable);
    }

    private <T> Uni<T> attempt(
            Function<DynamoDbAsyncClient, CompletableFuture<T>> request, int retries) {
        Uni<T> once = FirstCall.OF_THIS_PROCESS.orAnother(() -> request.apply(client));
        return retries == RETRIES_MAX
                ? once
                : once.onFailure(Tables::mayPass)
                        .recoverWithUni(
                                () -> pause(retries).chain(() -> attempt(request, retries + 1)));
    }

    /**
     * Waits before another attempt: twice as long each time, and at random between half of that and
     * all of it, so that those who collided do not meet again.
     *
     * @param retries how many there have been
     */
    public static Uni<Void> pause(int retries) {
        long longest = Math.min(BACKOFF_MAX.toMillis(), BACKOFF_MIN.toMillis() << retries);
        long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }

    /** Reads what was last written, however short ago. */
    public Uni<Optional<Map<String, AttributeValue>>> get(
            String table, Map<String, AttributeValue> key) {
        return call(dynamoDb ->
                        dynamoDb.getItem(
                                request -> request.tableName(table).key(key).consistentRead(true)))
                .map(found -> found.hasItem() ? Optional.of(found.item()) : Optional.empty());
    }

    /** The same of a table whose key is one text. */
    public Uni<Optional<Map<String, AttributeValue>>> get(String table, String key, String value) {
        return get(table, Map.of(key, AttributeValue.fromS(value)));
    }

    /**
     * Reads many items as they were last written, in no order; those that are not there are left
     * out. What DynamoDB did not get round to is asked for again.
     *
     * @param keys all different
     */
    public Uni<List<Map<String, AttributeValue>>> getAll(
            String table, List<Map<String, AttributeValue>> keys) {
        return new BatchRead(this, table).all(keys);
    }

    /** Reads every page of a query; for what is known to be short. */
    public Uni<List<Map<String, AttributeValue>>> queryAll(QueryRequest query) {
        return call(dynamoDb -> dynamoDb.query(query))
                .chain(page ->
                        page.hasLastEvaluatedKey()
                                ? queryAll(
                                                query.toBuilder()
                                                        .exclusiveStartKey(page.lastEvaluatedKey())
                                                        .build())
                                        .map(rest -> joined(page.items(), rest))
                                : Uni.createFrom().item(page.items()));
    }

    static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * Changes one item.
     *
     * @return what the request asks to be returned; empty when its condition does not hold
     */
    public Uni<Optional<Map<String, AttributeValue>>> change(UpdateItemRequest update) {
        return call(dynamoDb -> dynamoDb.updateItem(update))
                .map(done -> Optional.of(done.attributes()))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /**
     * Writes all or nothing. Each attempt has the same token, by which DynamoDB knows one that it
     * has carried out although its answer was lost.
     *
     * @return the position of the first write whose condition did not hold; empty when all are done
     */
    public Uni<Optional<Integer>> transact(List<TransactWriteItem> writes) {
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder()
                        .transactItems(writes)
                        .clientRequestToken(Ids.mark())
                        .build();
        return call(dynamoDb -> dynamoDb.transactWriteItems(request))
                .map(done -> Optional.<Integer>empty())
                .onFailure(failure -> refusedAt(failure).isPresent())
                .recoverWithItem(Tables::refusedAt);
    }

    public static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    public static TransactWriteItem update(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    public static TransactWriteItem delete(Delete delete) {
        return TransactWriteItem.builder().delete(delete).build();
    }

    public static TransactWriteItem check(ConditionCheck check) {
        return TransactWriteItem.builder().conditionCheck(check).build();
    }

    public Unavailable unavailable(Throwable outage) {
        return new Unavailable(store, outage);
    }

    private static Optional<Integer> refusedAt(Throwable failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            for (int i = 0; i < cancelled.cancellationReasons().size(); i++) {
                if (CONDITION_FAILED.equals(cancelled.cancellationReasons().get(i).code())) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof TransactionConflictException
                || failure instanceof TransactionInProgressException
                || (failure instanceof TransactionCanceledException cancelled
                        && cancelled.cancellationReasons().stream()
                                .allMatch(reason -> PASSING.contains(reason.code())));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SdkClientException
                || mayPass(failure)
                || (failure instanceof DynamoDbException refused
                        && (refused.statusCode() >= 500 || refused.isThrottlingException()));
    }
}
