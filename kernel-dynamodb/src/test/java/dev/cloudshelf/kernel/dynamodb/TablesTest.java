package dev.cloudshelf.kernel.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.kernel.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
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

    @Test
    void whatABatchLeavesUnprocessedIsAskedForAgain() {
        Forgetful dynamoDb = new Forgetful(3);

        assertThat(getAll(dynamoDb, 150)).hasSize(150).doesNotHaveDuplicates();

        assertThat(dynamoDb.asked).containsExactly(100, 100, 100, 100, 41, 38, 35, 32);
    }

    @Test
    void whatStaysUnprocessedIsAnOutage() {
        Forgetful dynamoDb = new Forgetful(1000);

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> getAll(dynamoDb, 100));

        assertThat(dynamoDb.asked).hasSizeBetween(2, 10);
    }

    private static List<Map<String, AttributeValue>> getAll(DynamoDbAsyncClient client, int count) {
        List<Map<String, AttributeValue>> keys =
                IntStream.range(0, count)
                        .mapToObj(i -> Map.of("key", Attributes.number(i)))
                        .toList();
        return new Tables(client, "The store")
                .getAll("table", keys)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static Optional<Integer> transact(DynamoDbAsyncClient dynamoDb) {
        return new Tables(dynamoDb, "The store")
                .transact(List.of())
                .await()
                .atMost(Duration.ofSeconds(20));
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

    /** Answers three keys of a batch and forgets the others, so often in a row. */
    private static final class Forgetful implements DynamoDbAsyncClient {

        private static final int ANSWERED = 3;

        private final List<Integer> asked = new ArrayList<>();
        private final int timesInARow;
        private int times;

        Forgetful(int timesInARow) {
            this.timesInARow = timesInARow;
        }

        @Override
        public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
            KeysAndAttributes wanted = request.requestItems().values().iterator().next();
            asked.add(wanted.keys().size());
            BatchGetItemResponse.Builder answer = BatchGetItemResponse.builder();
            if (times++ == timesInARow) {
                times = 0;
                return CompletableFuture.completedFuture(
                        answer.responses(Map.of("table", wanted.keys())).build());
            }
            List<Map<String, AttributeValue>> left =
                    wanted.keys().subList(ANSWERED, wanted.keys().size());
            return CompletableFuture.completedFuture(
                    answer.responses(Map.of("table", wanted.keys().subList(0, ANSWERED)))
                            .unprocessedKeys(Map.of("table", wanted.toBuilder().keys(left).build()))
                            .build());
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
