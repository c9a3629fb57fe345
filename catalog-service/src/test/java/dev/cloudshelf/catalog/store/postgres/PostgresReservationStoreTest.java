package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import dev.cloudshelf.catalog.store.ExpirySweepContract;
import dev.cloudshelf.catalog.store.OverlappingOrdersContract;
import dev.cloudshelf.catalog.store.ReservationRacesContract;
import dev.cloudshelf.catalog.store.ReservationStoreContract;
import dev.cloudshelf.catalog.store.RestockContract;
import dev.cloudshelf.catalog.store.StockLimitContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresReservationStoreTest
        implements ReservationStoreContract,
                RestockContract,
                ReservationRacesContract,
                OverlappingOrdersContract,
                StockLimitContract,
                ExpirySweepContract {

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
    public void remove(Book book) {
        await(pool.preparedQuery("DELETE FROM books WHERE id = $1").execute(Tuple.of(book.id())));
    }

    private void setStock(Book book, int quantity) {
        await(
                pool.preparedQuery("UPDATE books SET stock_quantity = $2 WHERE id = $1")
                        .execute(Tuple.of(book.id(), quantity)));
    }

    @Override
    public void forceStock(Book book, int quantity) {
        await(pool.query("ALTER TABLE books DISABLE TRIGGER books_restocked").execute());
        try {
            setStock(book, quantity);
        } finally {
            await(pool.query("ALTER TABLE books ENABLE TRIGGER books_restocked").execute());
        }
    }

    @Override
    public void damage(UUID order) {
        versionOfBooks(order, Long.MAX_VALUE);
    }

    @Override
    public void repair(UUID order) {
        versionOfBooks(order, 1);
    }

    /** Sets the books' versions; a release increments them. */
    private void versionOfBooks(UUID order, long version) {
        await(
                pool.preparedQuery(
                                """
                                UPDATE books
                                SET version = $2
                                FROM stock_reservation_lines AS line
                                WHERE line.order_id = $1 AND books.id = line.book_id
                                """)
                        .execute(Tuple.of(order, version)));
    }

    @Test
    void databaseConstraintRejectsStockBeyondTheLimit() {
        Book dune = book("Dune", 5);

        assertThatThrownBy(() -> setStock(dune, Book.STOCK_MAX + 1))
                .isInstanceOfSatisfying(
                        PgException.class,
                        rejected -> {
                            assertThat(rejected.getSqlState()).isEqualTo("23514");
                            assertThat(rejected.getConstraint()).isEqualTo("books_stock_limit");
                        });
        assertThat(onHand(dune)).isEqualTo(5);
    }

    /** A stock from before the limit is kept and can still be changed. */
    @Test
    void bookAlreadyBeyondTheLimitCanBeChanged() {
        Book dune = book("Dune", 5);
        forceStock(dune, 2_000_000_000);

        await(
                pool.query("UPDATE books SET title = 'Dune Messiah', version = version + 1")
                        .execute());
        setStock(dune, 1_999_999_999);

        assertThat(onHand(dune)).isEqualTo(1_999_999_999);
    }

    @Test
    void finishedReservationsAreRemovedAndSalesKept() {
        Book dune = book("Dune", 10);
        for (int n = 1; n <= 5; n++) {
            await(reserve(order(n), new Line(dune.id(), 1)));
        }
        await(reservations.release(order(1), NOW));
        await(reservations.release(order(9), NOW));
        for (int n = 2; n <= 4; n++) {
            await(reservations.confirm(order(n), NOW));
        }
        await(reservations.countSales(ALL));
        // A sale whose copies are still to be subtracted from the sold count.
        await(reservations.restock(order(3), NOW));

        assertThat(await(reservations.removeFinished(NOW, ALL))).isZero();
        assertThat(await(reservations.removeFinished(NOW.plusSeconds(1), 1))).isEqualTo(1);
        assertThat(await(reservations.removeFinished(NOW.plusSeconds(1), ALL))).isEqualTo(1);
        assertThat(sold(dune)).isEqualTo(2);
        assertThat(await(reservations.removeFinished(NOW.plusSeconds(1), ALL))).isEqualTo(1);

        // Removed orders are unknown; sales can still be cancelled.
        assertThat(await(reservations.restock(order(3), NOW))).isEqualTo(new Restocked.Unknown());
        assertThat(await(reservations.restock(order(2), NOW))).isInstanceOf(Restocked.Done.class);
        assertThat(await(reservations.confirm(order(5), NOW))).isInstanceOf(Confirmed.Done.class);
        assertThat(sold(dune)).isEqualTo(2);
        assertThat(onHand(dune)).isEqualTo(8);
    }
}
