package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.SearchCapability;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbFixture;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Direct access to the store that the test runs on, bypassing the service. */
final class TestStore {

    private TestStore() {}

    /** Deletes all books and reservations. */
    static void empty() {
        if (isPostgres()) {
            pool().query(
                            "TRUNCATE books, stock_reservations, stock_reservation_lines,"
                                    + " book_changes, book_imports")
                    .executeAndAwait();
        } else {
            DynamoDbFixture.empty(
                    dynamoDb(), URI.create(setting("quarkus.dynamodb.endpoint-override")));
        }
    }

    /** Returns the audit log of the only book: action, editor, and difference. */
    static List<String> auditLog() {
        return isPostgres()
                ? texts(
                        """
                        SELECT action || ' by ' || changed_by || ': ' || difference
                        FROM book_changes
                        ORDER BY id
                        """)
                : DynamoDbFixture.auditLog(dynamoDb(), any -> true);
    }

    /** Returns the audit log of imports: the importer, and the number of created books. */
    static List<String> imports() {
        return isPostgres()
                ? texts(
                        "SELECT imported_by || ' created ' || cardinality(created) FROM book_imports")
                : DynamoDbFixture.imports(dynamoDb());
    }

    private static List<String> texts(String sql) {
        return pool().query(sql).executeAndAwait().stream().map(row -> row.getString(0)).toList();
    }

    /** Returns whether the store supports every search. */
    static boolean searchEverything() {
        return CDI.current()
                .select(BookStore.class)
                .get()
                .capability()
                .equals(SearchCapability.EVERYTHING);
    }

    /** Locks every book, as a concurrent statement would; returns the unlocking. */
    static Runnable lockAllBooks() {
        SqlConnection connection = pool().getConnectionAndAwait();
        Transaction transaction = connection.beginAndAwait();
        connection.query("SELECT id FROM books FOR UPDATE").executeAndAwait();
        return () -> {
            transaction.rollbackAndAwait();
            connection.closeAndAwait();
        };
    }

    /** Returns a setting of the service's database sessions. */
    static String databaseSetting(String name) {
        return texts("SELECT current_setting('%s')".formatted(name)).getFirst();
    }

    static boolean isPostgres() {
        return setting("cloudshelf.store").equals("postgres");
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static Pool pool() {
        return CDI.current().select(Pool.class).get();
    }

    private static DynamoDbAsyncClient dynamoDb() {
        return CDI.current().select(DynamoDbAsyncClient.class).get();
    }
}
