package dev.cloudshelf.catalog.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.migration.DynamoDbTables;
import dev.cloudshelf.testkit.TestDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The catalog's tables on the DynamoDB of the test run, and a client that rejects scans. */
public final class DynamoDbFixture {

    /** Long enough for the time to live not to remove anything in tests that use another time. */
    public static final Duration KEPT = Duration.ofDays(3650);

    /** The number of calls by the client. */
    static final AtomicInteger CALLS = new AtomicInteger();

    /** The number of books that the client has read. */
    static final AtomicInteger BOOKS_READ = new AtomicInteger();

    /** The failure of each transaction, if it is to fail. */
    private static volatile Function<TransactWriteItemsRequest, Optional<RuntimeException>> fate =
            transaction -> Optional.empty();

    private static final Path DEFINITIONS = Path.of("src/main/resources/db/dynamodb");
    private static final int FEW = 25;

    private static final class Running {
        static final URI ENDPOINT = TestDynamoDb.withTables();
        static final DynamoDbAsyncClient WATCHED = client(ENDPOINT, new Watch());
        static final DynamoDbAsyncClient FREE = client(ENDPOINT, new ExecutionInterceptor() {});
    }

    private DynamoDbFixture() {}

    public static DynamoDbAsyncClient emptyCatalog() {
        fate = transaction -> Optional.empty();
        empty(Running.FREE, Running.ENDPOINT);
        return Running.WATCHED;
    }

    static void transactionsMeet(
            Function<TransactWriteItemsRequest, Optional<RuntimeException>> theirFate) {
        fate = theirFate;
    }

    /** Changes an attribute directly, bypassing the store. */
    static void set(
            String table, Map<String, AttributeValue> key, String name, AttributeValue value) {
        Running.FREE
                .updateItem(request ->
                        request.tableName(table)
                                .key(key)
                                .updateExpression("SET #name = :value")
                                .expressionAttributeNames(Map.of("#name", name))
                                .expressionAttributeValues(Map.of(":value", value)))
                .join();
    }

    /** Removes an attribute directly, bypassing the store. */
    static AttributeValue remove(String table, Map<String, AttributeValue> key, String name) {
        return Attributes.required(
                Running.FREE
                        .updateItem(request ->
                                request.tableName(table)
                                        .key(key)
                                        .updateExpression("REMOVE #name")
                                        .expressionAttributeNames(Map.of("#name", name))
                                        .returnValues(ReturnValue.ALL_OLD))
                        .join()
                        .attributes(),
                name);
    }

    /** Returns all items, for tests only. */
    static List<Map<String, AttributeValue>> scan(String table) {
        return Running.FREE.scan(request -> request.tableName(table)).join().items();
    }

    /** Returns the copies in lines of reserved orders; checks that the book has the same number. */
    public static int reserved(UUID book) {
        int inLines =
                scan("cloudshelf-stock-reservations").stream()
                        .map(ReservationItem::of)
                        .map(ReservationItem::reservation)
                        .filter(held -> held.status() == Status.RESERVED)
                        .flatMap(held -> held.lines().stream())
                        .filter(line -> line.bookId().equals(book))
                        .mapToInt(PricedLine::quantity)
                        .sum();
        assertThat(scan("cloudshelf-books"))
                .map(BookItem::of)
                .filteredOn(item -> item.book().id().equals(book))
                .extracting(BookItem::reserved)
                .containsExactly(inLines);
        return inLines;
    }

    /** Deletes the items of small tables, and recreates the others. */
    public static void empty(DynamoDbAsyncClient client, URI endpoint) {
        boolean anew = false;
        for (String table : client.listTables().join().tableNames()) {
            List<Map<String, AttributeValue>> items =
                    client.scan(request -> request.tableName(table).limit(FEW + 1)).join().items();
            if (items.size() > FEW) {
                client.deleteTable(request -> request.tableName(table)).join();
                anew = true;
            } else if (!items.isEmpty()) {
                delete(client, table, items);
            }
        }
        if (anew) {
            DynamoDbTables.create(endpoint, DEFINITIONS);
        }
    }

    private static void delete(
            DynamoDbAsyncClient client, String table, List<Map<String, AttributeValue>> items) {
        List<String> keys =
                client
                        .describeTable(request -> request.tableName(table))
                        .join()
                        .table()
                        .keySchema()
                        .stream()
                        .map(KeySchemaElement::attributeName)
                        .toList();
        List<WriteRequest> deletes =
                items.stream()
                        .map(item -> keys.stream().collect(Collectors.toMap(key -> key, item::get)))
                        .map(key ->
                                WriteRequest.builder()
                                        .deleteRequest(request -> request.key(key))
                                        .build())
                        .toList();
        client.batchWriteItem(request -> request.requestItems(Map.of(table, deletes))).join();
    }

    /** Returns the audit log of a book. */
    static List<String> auditLog(UUID book) {
        return auditLog(
                Running.FREE, item -> Attributes.text(item, "book_id").equals(book.toString()));
    }

    /** Returns the audit log in the order of versions: action, editor, and difference. */
    public static List<String> auditLog(
            DynamoDbAsyncClient client, Predicate<Map<String, AttributeValue>> which) {
        List<Map<String, AttributeValue>> items =
                new ArrayList<>(
                        client.scan(request -> request.tableName("cloudshelf-book-changes"))
                                .join()
                                .items());
        items.sort(Comparator.comparingLong(item -> Attributes.number(item, "version")));
        return items.stream().filter(which).map(DynamoDbFixture::auditEntry).toList();
    }

    static List<Edit> importsThatCreated(UUID book) {
        return scan("cloudshelf-book-imports").stream()
                .filter(item -> Attributes.required(item, "created").ss().contains(book.toString()))
                .map(item ->
                        new Edit(
                                Attributes.text(item, "imported_by"),
                                Attributes.time(item, "imported_at")))
                .toList();
    }

    /** Returns the audit log of imports: the importer, and the number of created books. */
    public static List<String> imports(DynamoDbAsyncClient client) {
        return client
                .scan(request -> request.tableName("cloudshelf-book-imports"))
                .join()
                .items()
                .stream()
                .map(item ->
                        "%s created %d"
                                .formatted(
                                        Attributes.text(item, "imported_by"),
                                        Attributes.required(item, "created").ss().size()))
                .toList();
    }

    /** Formats an entry like PostgreSQL's JSON. */
    private static String auditEntry(Map<String, AttributeValue> item) {
        String difference =
                Attributes.required(item, "difference").m().entrySet().stream()
                        .map(entry ->
                                "\"%s\": [%s]"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().l().stream()
                                                        .map(DynamoDbFixture::json)
                                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining(", ", "{", "}"));
        return "%s by %s: %s"
                .formatted(
                        Attributes.text(item, "action"),
                        Attributes.text(item, "changed_by"),
                        difference);
    }

    private static String json(AttributeValue value) {
        String text = value.s();
        if (text == null) {
            return "null";
        }
        return text.matches("-?[0-9]+(\\.[0-9]+)?") ? text : "\"" + text + "\"";
    }

    static DynamoDbAsyncClient client(URI endpoint, ExecutionInterceptor interceptor) {
        return Client.of(
                DynamoDbAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .overrideConfiguration(
                                config -> config.addExecutionInterceptor(interceptor)));
    }

    private static final class Watch implements ExecutionInterceptor {

        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            CALLS.incrementAndGet();
            SdkRequest request = context.request();
            if (request instanceof ScanRequest || request instanceof ExecuteStatementRequest) {
                throw new AssertionError("A scan: " + request);
            }
            if (request instanceof BatchGetItemRequest batch
                    && batch.requestItems().containsKey(BookItem.TABLE)) {
                BOOKS_READ.addAndGet(batch.requestItems().get(BookItem.TABLE).keys().size());
            }
            if (request instanceof TransactWriteItemsRequest transaction) {
                fate.apply(transaction).ifPresent(Watch::raise);
            }
        }

        private static void raise(RuntimeException failure) {
            throw failure;
        }
    }
}
