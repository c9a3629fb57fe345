package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.SalesReportsContract.await;
import static dev.cloudshelf.order.store.SalesReportsContract.dune;
import static dev.cloudshelf.order.store.SalesReportsContract.emma;
import static dev.cloudshelf.order.store.SalesReportsContract.line;
import static dev.cloudshelf.order.store.SalesReportsContract.row;
import static dev.cloudshelf.order.store.SalesReportsContract.sums;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesQuery.By;
import dev.cloudshelf.order.domain.SalesReport;
import dev.cloudshelf.order.domain.SalesReport.Row;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reports say of a store that can make every one: by book, and of anybody's days. */
interface EverySalesReportContract extends SalesReportsContract {

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
}
