package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.ImportAuditLogContract;
import dev.cloudshelf.catalog.store.RegisterContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

class PostgresRegisterTest implements RegisterContract, ImportAuditLogContract {

    private Pool pool;
    private BookStore books;
    private ReservationStore reservations;

    @BeforeEach
    void empty() {
        pool = PostgresFixture.emptyCatalog();
        books = new PostgresBookStore(pool, new Ids(Clock.systemUTC()));
        reservations = new PostgresReservationStore(pool);
    }

    @Override
    public BookStore books() {
        return books;
    }

    @Override
    public ReservationStore reservations() {
        return reservations;
    }

    @Override
    public List<String> auditLog(UUID book) {
        List<String> auditLog = new ArrayList<>();
        await(
                        pool.preparedQuery(
                                        """
                                        SELECT action || ' by ' || changed_by || ': ' || difference
                                        FROM book_changes
                                        WHERE book_id = $1
                                        ORDER BY id
                                        """)
                                .execute(Tuple.of(book)))
                .forEach(row -> auditLog.add(row.getString(0)));
        return auditLog;
    }

    @Override
    public List<Edit> importsThatCreated(UUID book) {
        List<Edit> imports = new ArrayList<>();
        await(
                        pool.preparedQuery(
                                        """
                                        SELECT imported_by, imported_at
                                        FROM book_imports
                                        WHERE $1 = ANY (created)
                                        """)
                                .execute(Tuple.of(book)))
                .forEach(row ->
                        imports.add(
                                new Edit(
                                        row.getString(0),
                                        BookRows.instant(row.getOffsetDateTime(1)))));
        return imports;
    }
}
