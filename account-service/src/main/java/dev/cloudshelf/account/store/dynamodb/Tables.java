package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.account.store.dynamodb.AccountItem.string;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Calls to DynamoDB, among whose failures an outage is told from a refusal. */
record Tables(DynamoDbAsyncClient client) {

    <T> Uni<T> call(Function<DynamoDbAsyncClient, CompletableFuture<T>> request) {
        return Uni.createFrom()
                .completionStage(() -> request.apply(client))
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

    static Unavailable unavailable(Throwable outage) {
        return new Unavailable("The account store", outage);
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SdkClientException
                || (failure instanceof DynamoDbException refused
                        && (refused.statusCode() >= 500 || refused.isThrottlingException()));
    }
}
