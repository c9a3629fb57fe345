package dev.cloudshelf.account.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.kernel.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What comes of a transaction that fails in ways that DynamoDB Local does not know. */
class TablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void aTransactionThatAnotherAttemptCanDoIsTriedAgain(String reason) {
        Failing dynamoDb = new Failing(Stream.of(cancelled("None", reason)));

        assertThat(transact(dynamoDb)).isEmpty();

        assertThat(dynamoDb.tokens).hasSize(2);
    }

    @Test
    void aTransactionThatIsStillCarriedOutIsAskedForAgainByTheSameToken() {
        Failing dynamoDb =
                new Failing(
                        Stream.of(
                                TransactionInProgressException.builder().build(),
                                cancelled("ThrottlingError")));

        assertThat(transact(dynamoDb)).isEmpty();
        transact(dynamoDb);

        assertThat(dynamoDb.tokens).hasSize(4);
        assertThat(dynamoDb.tokens.subList(0, 3)).containsOnly(dynamoDb.tokens.getFirst());
        assertThat(dynamoDb.tokens.getLast()).isNotEqualTo(dynamoDb.tokens.getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void whatDoesNotPassInTimeIsAnOutage(String reason) {
        Failing dynamoDb = new Failing(Stream.generate(() -> cancelled(reason, "None")));

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> transact(dynamoDb));

        assertThat(dynamoDb.tokens).hasSizeBetween(2, 10);
    }

    @Test
    void aTransactionThatStaysInProgressIsAnOutageToo() {
        Failing dynamoDb =
                new Failing(
                        Stream.generate(() -> TransactionInProgressException.builder().build()));

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> transact(dynamoDb));
    }

    @Test
    void aConditionThatDoesNotHoldIsAnAnswer() {
        Failing dynamoDb =
                new Failing(Stream.of(cancelled("ThrottlingError", "ConditionalCheckFailed")));

        assertThat(transact(dynamoDb)).contains(1);

        assertThat(dynamoDb.tokens).hasSize(1);
    }

    @Test
    void aMistakeOfOursIsNeitherTriedAgainNorAnOutage() {
        Failing dynamoDb = new Failing(Stream.of(cancelled("ThrottlingError", "ValidationError")));

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transact(dynamoDb));

        assertThat(dynamoDb.tokens).hasSize(1);
    }

    private static Optional<Integer> transact(DynamoDbAsyncClient dynamoDb) {
        return new Tables(dynamoDb).transact(List.of()).await().atMost(Duration.ofSeconds(20));
    }

    private static RuntimeException cancelled(String... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(
                        Arrays.stream(reasons)
                                .map(code -> CancellationReason.builder().code(code).build())
                                .toList())
                .build();
    }

    /** Fails so often, and then does what it is asked. */
    private static final class Failing implements DynamoDbAsyncClient {

        private final List<String> tokens = new ArrayList<>();
        private final Iterator<? extends Throwable> faults;

        Failing(Stream<? extends Throwable> faults) {
            this.faults = faults.iterator();
        }

        @Override
        public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
                TransactWriteItemsRequest request) {
            tokens.add(request.clientRequestToken());
            return faults.hasNext()
                    ? CompletableFuture.failedFuture(faults.next())
                    : CompletableFuture.completedFuture(
                            TransactWriteItemsResponse.builder().build());
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
