package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Reservation.Line;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The cost of orders for the table of books, which has many indexes: stock changes update none of
 * them (HOT), and sales are written later, once per book.
 */
class PostgresOrderCostTest {

    private static final int BOOKS = 1_000;
    private static final int ORDERS = BOOKS / 2;

    /**
     * The minimum share among stock changes; a page of unusually long books has no room for such an
     * update.
     */
    private static final double HOT_MIN = 0.95;

    /** Books as long as those of the real files: 600 to 1,100 bytes per row. */
    private static final String FILL =
            """
            INSERT INTO books (id, title, author, price, category, language, description,
                ratings_count, average_rating, stock_quantity, created_at, updated_at)
            SELECT gen_random_uuid(), 'Volume ' || n || ' of a work in many parts',
                   'Author' || n % 300 || ' of Somewhere, Editor' || n % 70, 9.99,
                   'Category ' || n % 25, 'en',
                   (SELECT string_agg('word' || (n * 31 + k * 17) % 900, ' ')
                    FROM generate_series(1, 12 + n % 16) AS k),
                   n, 4.2, 5, now(), now()
            FROM generate_series(1, $1) AS n
            """;

    private Pool pool;
    private PostgresReservationStore reservations;

    @BeforeEach
    void fill() {
        PostgresFixture.emptyCatalog();
        pool = PostgresFixture.oneConnection();
        reservations = new PostgresReservationStore(pool);
        await(pool.preparedQuery(FILL).execute(Tuple.of(BOOKS)));
    }

    @AfterEach
    void close() {
        await(pool.close());
    }

    /** Updates of rows of books since the last measurement. */
    private record Changes(long all, long hot) {
        Changes since(Changes before) {
            return new Changes(all - before.all, hot - before.hot);
        }

        double share() {
            return (double) hot / all;
        }
    }

    private Changes changes() {
        await(pool.query("SELECT pg_stat_force_next_flush()").execute());
        Row row =
                await(
                                pool.query(
                                                """
                                                SELECT n_tup_upd, n_tup_hot_upd
                                                FROM pg_stat_user_tables
                                                WHERE relid = 'books'::regclass
                                                """)
                                        .execute())
                        .iterator()
                        .next();
        return new Changes(row.getLong(0), row.getLong(1));
    }

    private List<UUID> books() {
        List<UUID> ids = new ArrayList<>();
        await(pool.query("SELECT id FROM books ORDER BY id").execute())
                .forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static UUID order(int n) {
        return new UUID(9, n);
    }

    /** Reserves all books: each is in one order, and each order has two. */
    private void reserveAll() {
        List<UUID> books = books();
        for (int n = 0; n < ORDERS; n++) {
            List<Line> lines =
                    List.of(new Line(books.get(2 * n), 1), new Line(books.get(2 * n + 1), 2));
            await(reservations.reserve(order(n), lines, NOW, NOW.plusSeconds(600)));
        }
    }

    @Test
    void stockChangesUpdateNoIndex() {
        Changes start = changes();
        reserveAll();
        Changes taken = changes();
        assertThat(taken.since(start).all()).isEqualTo(BOOKS);
        assertThat(taken.since(start).share()).isGreaterThan(HOT_MIN);

        for (int n = 0; n < ORDERS; n++) {
            await(reservations.release(order(n), NOW));
        }
        Changes givenBack = changes().since(taken);
        assertThat(givenBack.all()).isEqualTo(BOOKS);
        assertThat(givenBack.share()).isGreaterThan(HOT_MIN);
    }

    @Test
    void confirmingTouchesNoBookAndCountingWritesEachOnce() {
        reserveAll();
        Changes reserved = changes();
        for (int n = 0; n < ORDERS; n++) {
            await(reservations.confirm(order(n), NOW));
        }
        assertThat(changes().since(reserved).all()).isZero();

        // A second order of a book that is sold anyway.
        UUID bestseller = books().getFirst();
        UUID again = order(ORDERS);
        List<Line> lines = List.of(new Line(bestseller, 1));
        await(reservations.reserve(again, lines, NOW, NOW.plusSeconds(600)));
        await(reservations.confirm(again, NOW));
        Changes confirmed = changes();
        assertThat(await(reservations.countSales(2 * ORDERS))).isEqualTo(ORDERS + 1);
        assertThat(changes().since(confirmed).all()).isEqualTo(BOOKS);
    }
}
