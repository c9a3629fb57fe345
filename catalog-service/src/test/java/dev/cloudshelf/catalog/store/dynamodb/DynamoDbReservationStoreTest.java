package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.store.ExpirySweepContract;
import dev.cloudshelf.catalog.store.OverlappingOrdersContract;
import dev.cloudshelf.catalog.store.ReservationRacesContract;
import dev.cloudshelf.catalog.store.ReservationStoreContract;
import dev.cloudshelf.catalog.store.RestockContract;
import dev.cloudshelf.catalog.store.StockLimitContract;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tests the contracts on DynamoDB; any Scan fails the test. */
class DynamoDbReservationStoreTest
        implements ReservationStoreContract,
                RestockContract,
                ReservationRacesContract,
                OverlappingOrdersContract,
                StockLimitContract,
                ExpirySweepContract {

    private static final URI NOTHING_LISTENS = URI.create("http://127.0.0.1:1");

    private BookStore books;
    private ReservationStore reservations;
    private final Map<UUID, AttributeValue> lines = new HashMap<>();

    @BeforeEach
    void empty() {
        DynamoDbAsyncClient client = DynamoDbFixture.emptyCatalog();
        books = new DynamoDbBookStore(client, new Ids(Clock.systemUTC()));
        reservations = new DynamoDbReservationStore(client, DynamoDbFixture.KEPT);
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
        assertThat(await(books.delete(book.id(), OptionalLong.empty(), BY_HAND)))
                .isInstanceOf(BookChange.Deleted.class);
    }

    @Override
    public void forceStock(Book book, int quantity) {
        DynamoDbFixture.set(
                BookItem.TABLE,
                BookItem.key(book.category(), book.id()),
                "stock_quantity",
                Attributes.number(quantity));
    }

    /** Sold or reserved orders have lines; removing them makes the release fail. */
    @Override
    public void damage(UUID order) {
        lines.put(
                order,
                DynamoDbFixture.remove(ReservationItem.TABLE, ReservationItem.key(order), "lines"));
    }

    @Override
    public void repair(UUID order) {
        DynamoDbFixture.set(
                ReservationItem.TABLE,
                ReservationItem.key(order),
                "lines",
                Objects.requireNonNull(lines.get(order)));
    }

    @Test
    void onlyFinishedReservationsExpireByTtl() {
        Book dune = book("Dune", 10);
        for (int n = 1; n <= 4; n++) {
            await(reserve(order(n), new Line(dune.id(), 1)));
        }
        await(reservations.release(order(1), NOW));
        await(reservations.confirm(order(2), NOW));
        await(reservations.confirm(order(3), NOW));
        await(reservations.restock(order(3), NOW));
        await(reservations.release(order(9), NOW));

        Map<String, Long> removed = new HashMap<>();
        DynamoDbFixture.scan(ReservationItem.TABLE).stream()
                .filter(item -> item.containsKey(ReservationItem.REMOVED_AT))
                .forEach(item ->
                        removed.put(
                                Attributes.text(item, ReservationItem.ID),
                                Attributes.number(item, ReservationItem.REMOVED_AT)));
        long end = NOW.plus(DynamoDbFixture.KEPT).getEpochSecond();
        assertThat(removed)
                .isEqualTo(
                        Map.of(
                                order(1).toString(), end,
                                order(3).toString(), end,
                                order(9).toString(), end));
    }

    @Test
    void reservingTakesThreeCallsAndConfirmingTwo() {
        Book dune = book("Dune", 5);
        Book emma = book("Emma", 5);
        DynamoDbFixture.CALLS.set(0);

        await(reserve(order(1), new Line(dune.id(), 1), new Line(emma.id(), 1)));
        assertThat(DynamoDbFixture.CALLS.getAndSet(0)).isEqualTo(3);
        await(reservations.confirm(order(1), NOW));
        assertThat(DynamoDbFixture.CALLS.get()).isEqualTo(2);
    }

    /** DynamoDB Local rarely rejects a transaction because of a concurrent one; AWS does. */
    @Test
    void conflictsOnEverySecondTransactionLoseNothing() {
        Book dune = book("Dune", 10);
        Random random = new Random(7);
        DynamoDbFixture.transactionsMeet(transaction ->
                random.nextBoolean() ? Optional.of(transactionConflict()) : Optional.empty());

        List<Reserved> all =
                await(
                        Uni.join()
                                .all(
                                        IntStream.range(0, 40)
                                                .mapToObj(i ->
                                                        reserve(order(i), new Line(dune.id(), 1)))
                                                .toList())
                                .andFailFast());

        assertThat(all).filteredOn(Reserved.Held.class::isInstance).hasSize(10);
        assertThat(onHand(dune)).isZero();
    }

    @Test
    void lastingContentionIsAnOutageInTime() {
        Book dune = book("Dune", 10);
        DynamoDbFixture.transactionsMeet(transaction -> Optional.of(transactionConflict()));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> await(reserve(order(1), new Line(dune.id(), 1))))
                .isInstanceOf(Unavailable.class);
        assertThat(System.nanoTime() - begin).isLessThan(4_000_000_000L);
    }

    private static TransactionCanceledException transactionConflict() {
        return TransactionCanceledException.builder()
                .message("Transaction cancelled")
                .cancellationReasons(
                        CancellationReason.builder().code("TransactionConflict").build(),
                        CancellationReason.builder().code("None").build())
                .build();
    }

    @Test
    void unreachableStoreIsUnavailable() {
        try (DynamoDbAsyncClient nowhere =
                DynamoDbFixture.client(NOTHING_LISTENS, new ExecutionInterceptor() {})) {
            ReservationStore gone = new DynamoDbReservationStore(nowhere, DynamoDbFixture.KEPT);
            for (Uni<?> call :
                    List.of(
                            gone.confirm(order(1), NOW),
                            gone.releaseExpired(NOW, 1),
                            new DynamoDbBookStore(nowhere, new Ids(Clock.systemUTC()))
                                    .byId(order(1)))) {
                assertThatThrownBy(() -> await(call)).isInstanceOf(Unavailable.class);
            }
        }
    }
}
