package dev.cloudshelf.systemtests.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The calls that cart-service makes, made bare: what a cart costs above them is the service's own.
 */
final class RawTable implements AutoCloseable {

    private static final String TABLE = "cloudshelf-carts";
    private static final int BOOKS = 3;

    /** The same for both: the virtual machine compiles meanwhile. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final Duration MEASURED = Duration.ofSeconds(10);

    private final DynamoDbAsyncClient client;

    RawTable(URI endpoint) {
        this.client =
                DynamoDbAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                        .build();
    }

    /** How long the calls take that a request needs. */
    record Times(double p50Millis, double p99Millis) {}

    /** Something that is done with one cart. */
    private interface Operation {
        void run(String cart, int turn) throws InterruptedException, ExecutionException;
    }

    private static final Operation NOTHING = (cart, turn) -> {};

    /** A cart of three books by one Query, as {@code GET /cart}. */
    Times read(int atOnce) throws InterruptedException, ExecutionException {
        for (int i = 0; i < atOnce; i++) {
            fill(cart(i));
        }
        return times(atOnce, NOTHING, (cart, turn) -> read(cart));
    }

    /** A cart of three books by one Query and one BatchWriteItem, as {@code DELETE /cart}. */
    Times clear(int atOnce) throws InterruptedException, ExecutionException {
        return times(
                atOnce,
                (cart, turn) -> fill(cart),
                (cart, turn) -> {
                    read(cart);
                    clear(cart);
                });
    }

    /** A copy more by one UpdateItem, and the cart by one Query, as {@code POST /cart/items}. */
    Times add(int atOnce) throws InterruptedException, ExecutionException {
        return times(
                atOnce,
                NOTHING,
                (cart, turn) -> {
                    add(cart, turn % BOOKS);
                    read(cart);
                });
    }

    private void read(String cart) throws InterruptedException, ExecutionException {
        client.query(query ->
                        query.tableName(TABLE)
                                .keyConditionExpression("user_id = :cart")
                                .expressionAttributeValues(Map.of(":cart", text(cart)))
                                .consistentRead(true))
                .get();
    }

    private void fill(String cart) throws InterruptedException, ExecutionException {
        for (int book = 0; book < BOOKS; book++) {
            add(cart, book);
        }
    }

    private void clear(String cart) throws InterruptedException, ExecutionException {
        List<WriteRequest> deletions = new ArrayList<>();
        for (int book = 0; book < BOOKS; book++) {
            DeleteRequest deletion = DeleteRequest.builder().key(key(cart, book)).build();
            deletions.add(WriteRequest.builder().deleteRequest(deletion).build());
        }
        client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, deletions))).get();
    }

    private void add(String cart, int book) throws InterruptedException, ExecutionException {
        client.updateItem(update ->
                        update.tableName(TABLE)
                                .key(key(cart, book))
                                .updateExpression("SET book_title = :title ADD quantity :one")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":title",
                                                text("A title of usual length"),
                                                ":one",
                                                AttributeValue.fromN("1")))
                                .returnValues(ReturnValue.ALL_NEW))
                .get();
    }

    private static Map<String, AttributeValue> key(String cart, int book) {
        return Map.of("user_id", text(cart), "book_id", text("bench-book-" + book));
    }

    /**
     * @param before what is not measured
     */
    private static Times times(int atOnce, Operation before, Operation operation)
            throws InterruptedException, ExecutionException {
        run(atOnce, before, operation, WARM_UP);
        long[] nanos = run(atOnce, before, operation, MEASURED);
        Arrays.sort(nanos);
        return new Times(nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    private static long[] run(int atOnce, Operation before, Operation operation, Duration time)
            throws InterruptedException, ExecutionException {
        long endNanos = System.nanoTime() + time.toNanos();
        List<Future<List<Long>>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (int i = 0; i < atOnce; i++) {
                String cart = cart(i);
                all.add(threads.submit(() -> nanosOfEach(before, operation, cart, endNanos)));
            }
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> one : all) {
            nanos.addAll(one.get());
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> nanosOfEach(
            Operation before, Operation operation, String cart, long endNanos)
            throws InterruptedException, ExecutionException {
        List<Long> nanos = new ArrayList<>();
        for (int turn = 0; System.nanoTime() < endNanos; turn++) {
            before.run(cart, turn);
            long startNanos = System.nanoTime();
            operation.run(cart, turn);
            nanos.add(System.nanoTime() - startNanos);
        }
        return nanos;
    }

    private static String cart(int thread) {
        return "bench-cart-" + thread;
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @Override
    public void close() {
        client.close();
    }
}
