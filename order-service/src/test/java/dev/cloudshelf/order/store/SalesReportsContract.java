package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.HOME;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every store's sales reports say. A report is of all orders there are, so each test sells in
 * a year of its own.
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

        SalesReport report = report("2002-05-10", "2002-05-11", By.BOOK, "UTC");

        assertThat(report.rows()).isEmpty();
        assertThat(report.total()).isEqualTo(sums(0, 0, "0.00"));
    }

    @Test
    default void aSaleIsOfTheDayThatItWasInTheAskersTimeZone() {
        sell("2003-06-30T22:30:00Z", emma(1));

        assertThat(soldDay("2003", "UTC")).isEqualTo("2003-06-30");
        assertThat(soldDay("2003", "Europe/Berlin")).isEqualTo("2003-07-01");
        assertThat(soldDay("2003", "America/New_York")).isEqualTo("2003-06-30");
        assertThat(soldDay("2003", "Pacific/Auckland")).isEqualTo("2003-07-01");
        assertThat(report("2003-07-01", "2003-07-31", By.MONTH, "Europe/Berlin").total())
                .isEqualTo(sums(1, 1, "10.00"));
        assertThat(report("2003-07-01", "2003-07-31", By.MONTH, "UTC").total())
                .isEqualTo(sums(0, 0, "0.00"));
    }

    @Test
    default void daysOfTwentyThreeAndTwentyFiveHoursAreWhole() {
        // Clocks in Berlin went forward on 28 March and back on 31 October 2004.
        sell("2004-03-27T23:00:00Z", emma(1));
        sell("2004-03-28T21:59:59.999Z", emma(1));
        sell("2004-03-28T22:00:00Z", emma(1));
        sell("2004-10-30T22:00:00Z", emma(1));
        sell("2004-10-31T22:59:59.999Z", emma(1));
        sell("2004-10-31T23:00:00Z", emma(1));

        assertThat(report("2004-03-28", "2004-03-28", By.DAY, "Europe/Berlin").total().orders())
                .isEqualTo(2);
        assertThat(report("2004-10-31", "2004-10-31", By.DAY, "Europe/Berlin").rows())
                .containsExactly(row("2004-10-31", 2, 2, "20.00"));
        assertThat(report("2004-03-29", "2004-10-30", By.BOOK, "Europe/Berlin").total().orders())
                .isEqualTo(1);
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
    default void theBestSoldBooksComeFirstUnderTheirLastTitle() {
        sell("2007-01-05T10:00:00Z", emma(1), dune(2));
        sell("2007-01-06T10:00:00Z", line(DUNE, "Dune, new edition", "9.00", 1, null));

        SalesReport all = report("2007-01-01", "2007-12-31", By.BOOK, "UTC");
        SalesReport first =
                await(
                        reports()
                                .sales(
                                        new SalesQuery(
                                                LocalDate.parse("2007-01-01"),
                                                LocalDate.parse("2007-12-31"),
                                                By.BOOK,
                                                ZoneId.of("UTC"),
                                                1)));

        assertThat(all.rows())
                .containsExactly(
                        new Row(DUNE.toString(), "Dune, new edition", sums(2, 3, "27.00")),
                        new Row(EMMA.toString(), "Emma", sums(1, 1, "10.00")));
        assertThat(all.complete()).isTrue();
        assertThat(first.rows()).isEqualTo(all.rows().subList(0, 1));
        assertThat(first.total()).isEqualTo(all.total());
        assertThat(first.complete()).isFalse();
    }

    private String soldDay(String year, String zone) {
        List<Row> sold =
                report(year + "-01-01", year + "-12-31", By.DAY, zone).rows().stream()
                        .filter(row -> row.sums().orders() > 0)
                        .toList();
        assertThat(sold).hasSize(1);
        return String.valueOf(sold.getFirst().key());
    }

    private SalesReport report(String from, String to, By by, String zone) {
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

    private Order sell(String at, PricedLine... lines) {
        Instant time = Instant.parse(at);
        UUID customer = UUID.randomUUID();
        Order pending = Order.pending(UUID.randomUUID(), customer, HOME, time);
        await(store().begin(pending, request(pending, "a key"), time.plusSeconds(15)));
        Money subtotal =
                List.of(lines).stream()
                        .map(PricedLine::lineTotal)
                        .reduce(Money.usd("0.00"), Money::plus);
        Totals totals = new Totals(subtotal, Money.usd("1.23"), Money.usd("4.56"));
        Order confirmed = pending.confirmed(List.of(lines), totals, time, customer.toString());
        assertThat(await(store().confirm(confirmed, Set.of(), time))).isTrue();
        return confirmed;
    }

    private void advance(Order order, Transition step) {
        Instant later = order.updatedAt().plus(Duration.ofDays(30));
        Change change = new Change(step.to(), later, "an administrator");
        assertThat(await(lifeCycle().advance(order.id(), null, step, change, later))).isTrue();
    }

    private static PricedLine emma(int copies) {
        return line(EMMA, "Emma", "10.00", copies, "Classics");
    }

    private static PricedLine dune(int copies) {
        return line(DUNE, "Dune", "9.00", copies, "Science Fiction");
    }

    private static PricedLine atlas(int copies) {
        return line(ATLAS, "Atlas", "20.00", copies, null);
    }

    private static PricedLine line(
            UUID book, String title, String price, int copies, @Nullable String category) {
        return new PricedLine(book, title, Money.usd(price), copies, category);
    }

    private static Row row(@Nullable String key, long orders, long copies, String revenue) {
        return new Row(key, null, sums(orders, copies, revenue));
    }

    private static SalesReport.Sums sums(long orders, long copies, String revenue) {
        return new SalesReport.Sums(orders, copies, Money.usd(revenue));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
