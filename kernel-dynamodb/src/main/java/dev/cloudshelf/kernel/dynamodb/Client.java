package dev.cloudshelf.kernel.dynamodb;

import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** How a service's client of DynamoDB is made. */
public final class Client {

    private Client() {}

    /**
     * One that tries a call three times at most, so that a store that is gone is noticed within the
     * deadline of a request. Deadlines of the SDK's own would start two timers for each call and
     * hold its memory until they run out; the connection's read timeout costs neither.
     */
    public static DynamoDbAsyncClient of(DynamoDbAsyncClientBuilder builder) {
        return builder.overrideConfiguration(
                        builder.overrideConfiguration().toBuilder()
                                .retryStrategy(RetryMode.STANDARD)
                                .build())
                .build();
    }
}
