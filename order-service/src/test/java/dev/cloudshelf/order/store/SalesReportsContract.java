package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesQuery.By;
import dev.cloudshelf.order.domain.SalesReport;
import dev.cloudshelf.order.domain.SalesReport.Row;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.domain.Totals;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every store's sales reports say, by day, month and category of the days in UTC. A report is
 * of all orders there are, so each test sells in a year of its own.
 */
interface SalesReportsContract {

    Duration PATIENCE = Duration.ofSeconds(20);
    UUID EMMA = new UUID(1, 1);
    UUID DUNE = new UUID(1, 2);
    UUID ATLAS = new UUID(1, 3);

    OrderStore store();

    LifeCycle lifeCycle();

    SalesReports reports();

    @Test
    default void eachDayHasItsRowAlsoWithoutASale() {
        sell("2001-03-01T10:00:00Z", emma(2), dune(1));
        sell("2001-03-01T23:59:59.999Z", emma(1));
        sell("2001-03-03T00:00:00Z", dune(3));

        SalesReport report = report("2001-03-01", "2001-03-04", By.DAY, "UTC");

        assertThat(report.rows())
                .containsExactly(
                        row("2001-03-01", 2, 4, "39.00"),
                        row("2001-03-02", 0, 0, "0.00"),
                        row("2001-03-03", 1, 3, "27.00"),
                        row("2001-03-04", 0, 0, "0.00"));
        assertThat(report.total()).isEqualTo(sums(3, 7, "66.00"));
        assertThat(report.complete()).isTrue();
    }

    @Test
    default void whatIsSoldBeforeTheFirstDayOrAfterTheLastIsNotInIt() {
        sell("2002-05-09T23:59:59.999Z", emma(1));
        sell("2002-05-12T00:00:00Z", emma(1));

        SalesReport report = report("2002-05-10", "2002-05-11", By.CATEGORY, "UTC");

        assertThat(report.rows()).isEmpty();
        assertThat(report.total()).isEqualTo(sums(0, 0, "0.00"));
    }

    @Test
    default void aCancelledOrderIsNoSaleAndOneOnItsWayStillIsOne() {
        sell("2005-01-05T10:00:00Z", emma(1));
        Order cancelled = sell("2005-01-05T11:00:00Z", emma(5));
        Order delivered = sell("2005-01-05T12:00:00Z", dune(1));

        advance(cancelled, Transition.CANCEL);
        advance(delivered, Transition.SHIP);
        advance(delivered, Transition.DELIVER);

        SalesReport report = report("2005-01-01", "2005-02-28", By.MONTH, "UTC");
        assertThat(report.rows())
                .containsExactly(row("2005-01", 2, 2, "19.00"), row("2005-02", 0, 0, "0.00"));
    }

    @Test
    default void anOrderInSeveralCategoriesIsCountedOnceInTheTotal() {
        sell("2006-01-05T10:00:00Z", emma(1), dune(2), atlas(1));
        sell("2006-01-06T10:00:00Z", dune(1));

        SalesReport report = report("2006-01-01", "2006-12-31", By.CATEGORY, "UTC");

        assertThat(report.rows())
                .containsExactly(
                        row("Science Fiction", 2, 3, "27.00"),
                        row(null, 1, 1, "20.00"),
                        row("Classics", 1, 1, "10.00"));
        assertThat(report.total()).isEqualTo(sums(2, 5, "57.00"));
    }

    @Test
    default void anOrderOfAHundredCategoriesIsCountedInEach() {
        PricedLine[] lines =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                line(
                                        new UUID(2, i),
                                        "A book",
                                        "1.00",
                                        1,
                                        "Category %02d, which has a name".formatted(i)))
                        .toArray(PricedLine[]::new);
        advance(sell("2008-01-05T10:00:00Z", lines), Transition.CANCEL);
        sell("2008-01-06T10:00:00Z", lines);

        SalesReport report = report("2008-01-01", "2008-12-31", By.CATEGORY, "UTC");

        assertThat(report.rows())
                .hasSize(100)
                .extracting(Row::sums)
                .containsOnly(sums(1, 1, "1.00"));
        assertThat(report.total()).isEqualTo(sums(1, 100, "100.00"));
    }

    @Test
    default void twoLinesOfACategoryAreOneOrderInIt() {
        sell("2009-01-05T10:00:00Z", emma(1), line(DUNE, "Dune", "9.00", 2, "Classics"));

        assertThat(report("2009-01-01", "2009-12-31", By.CATEGORY, "UTC").rows())
                .containsExactly(row("Classics", 1, 3, "28.00"));
    }

    @Test
    default void ofAllCategoriesTheBestSoldAreToldAndWhetherThereAreMore() {
        sell("2010-01-05T10:00:00Z", emma(1), dune(2));

        SalesReport first =
                await(
                        reports()
                                .sales(
                                        new SalesQuery(
                                                LocalDate.parse("2010-01-01"),
                                                LocalDate.parse("2010-12-31"),
                                                By.CATEGORY,
                                                ZoneId.of("UTC"),
                                                1)));

        assertThat(first.rows()).containsExactly(row("Science Fiction", 1, 2, "18.00"));
        assertThat(first.total()).isEqualTo(sums(1, 3, "28.00"));
        assertThat(first.complete()).isFalse();
    }

    @Test
    default void whatIsSoldAtTheSameMomentIsAllCounted() {
        List<Order> begun =
                Stream.generate(() -> begin(Instant.parse("2011-01-05T10:00:00Z")))
                        .limit(60)
                        .toList();
        List<Uni<Boolean>> sales =
                begun.stream()
                        .map(order ->
                                store().confirm(
                                                bought(order, emma(2)),
                                                Set.of(),
                                                order.createdAt()))
                        .toList();

        assertThat(await(Uni.join().all(sales).andFailFast())).containsOnly(true);

        assertThat(report("2011-01-05", "2011-01-05", By.DAY, "UTC").rows())
                .containsExactly(row("2011-01-05", 60, 120, "1200.00"));
    }

    default SalesReport report(String from, String to, By by, String zone) {
        return await(
                reports()
                        .sales(
                                new SalesQuery(
                                        LocalDate.parse(from),
                                        LocalDate.parse(to),
                                        by,
                                        ZoneId.of(zone),
                                        100)));
    }

    default Order sell(String at, PricedLine... lines) {
        Order confirmed = bought(begin(Instant.parse(at)), lines);
        assertThat(await(store().confirm(confirmed, Set.of(), confirmed.createdAt()))).isTrue();
        return confirmed;
    }

    private Order begin(Instant at) {
        Order pending = Orders.pending(UUID.randomUUID(), at);
        await(store().begin(pending, request(pending, "a key"), at.plusSeconds(15)));
        return pending;
    }

    private static Order bought(Order pending, PricedLine... lines) {
        Money subtotal =
                List.of(lines).stream()
                        .map(PricedLine::lineTotal)
                        .reduce(Money.usd("0.00"), Money::plus);
        Totals totals = new Totals(subtotal, Money.usd("1.23"), Money.usd("4.56"));
        return pending.confirmed(
                List.of(lines), totals, pending.createdAt(), pending.userId().toString());
    }

    private void advance(Order order, Transition step) {
        Instant later = order.updatedAt().plus(Duration.ofDays(30));
        Change change = new Change(step.to(), later, "an administrator");
        assertThat(await(lifeCycle().advance(order.id(), null, step, change, later))).isTrue();
    }

    static PricedLine emma(int copies) {
        return line(EMMA, "Emma", "10.00", copies, "Classics");
    }

    static PricedLine dune(int copies) {
        return line(DUNE, "Dune", "9.00", copies, "Science Fiction");
    }

    static PricedLine atlas(int copies) {
        return line(ATLAS, "Atlas", "20.00", copies, null);
    }

    static PricedLine line(
            UUID book, String title, String price, int copies, @Nullable String category) {
        return new PricedLine(book, title, Money.usd(price), copies, category);
    }

    static Row row(@Nullable String key, long orders, long copies, String revenue) {
        return new Row(key, null, sums(orders, copies, revenue));
    }

    static SalesReport.Sums sums(long orders, long copies, String revenue) {
        return new SalesReport.Sums(orders, copies, Money.usd(revenue));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
