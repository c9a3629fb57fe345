package dev.cloudshelf.cart.store.dynamodb;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Creates clients of DynamoDB Local, or of a proxy before it. */
final class TestClients {

    static final Duration PATIENT = Duration.ofSeconds(60);

    private TestClients() {}

    static DynamoDbAsyncClient of(URI endpoint) {
        return of(endpoint, PATIENT);
    }

    static DynamoDbAsyncClient of(URI endpoint, Duration deadline) {
        return DynamoDbAsyncClient.builder()
                .overrideConfiguration(override -> override.apiCallTimeout(deadline))
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
