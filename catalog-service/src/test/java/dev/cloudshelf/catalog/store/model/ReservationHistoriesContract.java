package dev.cloudshelf.catalog.store.model;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.model.HistoryStep.RequestedLine;
import dev.cloudshelf.catalog.store.model.StockModel.CopyCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * Compares the store with a model in random histories of orders: every result and every book's
 * final stock are the same. A failure prints the shortest failing history that was found.
 */
public interface ReservationHistoriesContract {

    int HISTORIES = 700;
    int STEPS_MAX = 60;
    int STEPS_IN_ALL_MIN = 10_000;

    /** Few books with few copies, so that most orders compete; E does not exist. */
    String TITLES = "ABCDE";

    List<Integer> STOCK = List.of(2, 5, 9, 0);
    int ORDERS = 5;

    /** Results that must all occur, or the histories would prove little. */
    List<String> RESULTS =
            List.of(
                    "Reserve Held",
                    "Reserve OutOfStock",
                    "Reserve ReleasedBefore",
                    "Confirm Done",
                    "Confirm ReleasedBefore",
                    "Confirm RestockedBefore",
                    "Confirm Unknown",
                    "Release Done",
                    "Release ConfirmedBefore",
                    "Release RestockedBefore",
                    "Cancel Done",
                    "Cancel NotConfirmed",
                    "Cancel Unknown",
                    "Expire some",
                    "Expire none",
                    "Count none");

    int OF_EACH_RESULT_MIN = 5;

    BookStore books();

    ReservationStore reservations();

    void emptyCatalog();

    /** Returns the copies in lines of reserved orders, as stored. */
    int reserved(UUID book);

    /** Shrinks a failing history itself, because jqwik's shrinking keeps most of the steps. */
    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(onFailureOnly = true)
    default void everyHistoryMatchesTheModel(@ForAll("histories") List<HistoryStep> history) {
        try {
            play(history);
        } catch (AssertionError failure) {
            throw shortest(history, failure);
        }
    }

    /** Leaves out each step without which the history still fails. */
    private AssertionError shortest(List<HistoryStep> history, AssertionError failure) {
        List<HistoryStep> kept = new ArrayList<>(history);
        AssertionError why = failure;
        for (int i = kept.size() - 1; i >= 0; i--) {
            HistoryStep step = kept.remove(i);
            try {
                play(kept);
                kept.add(i, step);
            } catch (AssertionError stillFails) {
                why = stillFails;
            }
        }
        return new AssertionError("after " + kept + ": " + why.getMessage(), why);
    }

    private void play(List<HistoryStep> history) {
        emptyCatalog();
        HistoryContext context = new HistoryContext(books(), reservations(), stockedShelf(), NOW);
        for (int i = 0; i < history.size(); i++) {
            HistoryStep step = history.get(i);
            step.arrive(context);
            Object expected = step.inModel(context);
            String where = "step %d, %s".formatted(i + 1, step);
            assertThat(result(step, context, where)).as(where).isEqualTo(expected);
            count(step, expected);
        }
        for (char title : TITLES.substring(0, STOCK.size()).toCharArray()) {
            UUID book = context.book(title);
            CopyCounts expected = context.model().copies(book);
            CopyCounts found = copies(book);
            assertThat(found).as("copies of %s in the end", title).isEqualTo(expected);
            assertThat(found.all())
                    .as("all copies of %s", title)
                    .isEqualTo(context.model().stocked(book));
        }
    }

    /** Returns the store's result; a failing call is a wrong result. */
    private static Object result(HistoryStep step, HistoryContext context, String where) {
        try {
            return await(step.inStore(context));
        } catch (RuntimeException failure) {
            throw new AssertionError(where + " failed", failure);
        }
    }

    private CopyCounts copies(UUID id) {
        await(reservations().countSales(2 * ORDERS));
        Book book = await(books().byId(id)).orElseThrow();
        return new CopyCounts(book.stockQuantity(), reserved(id), book.soldCount());
    }

    private List<Book> stockedShelf() {
        List<BookDraft> drafts =
                IntStream.range(0, STOCK.size())
                        .mapToObj(ReservationHistoriesContract::draft)
                        .toList();
        await(books().save(drafts, ImportDefaults.NONE, BY_HAND));
        BookQuery all =
                new BookQuery(
                        null, null, null, null, null, null, false, BookQuery.Sort.TITLE, null, 10);
        return await(books().find(all)).orElseThrow().items();
    }

    /** Creates drafts whose titles, prices and categories differ. */
    private static BookDraft draft(int n) {
        String title = String.valueOf(TITLES.charAt(n));
        return new BookDraft(
                "s:" + title,
                title,
                "Author",
                null,
                BigDecimal.valueOf(1099 + n, 2),
                "Category " + title,
                null,
                null,
                null,
                null,
                null,
                null,
                STOCK.get(n));
    }

    private void count(HistoryStep step, Object result) {
        String kind =
                result instanceof Integer n
                        ? n > 0 ? "some" : "none"
                        : result.getClass().getSimpleName();
        Statistics.label("answers").collect(step.getClass().getSimpleName() + " " + kind);
        Statistics.label("answers")
                .coverage(results -> {
                    results.checkQuery(all -> true).count(n -> n >= STEPS_IN_ALL_MIN);
                    RESULTS.forEach(a -> results.check(a).count(n -> n >= OF_EACH_RESULT_MIN));
                    if (reservations().countsLater()) {
                        results.check("Count some").count(n -> n >= OF_EACH_RESULT_MIN);
                    }
                });
    }

    @Provide
    default Arbitrary<List<HistoryStep>> histories() {
        Arbitrary<Integer> orders =
                Arbitraries.integers()
                        .between(1, ORDERS)
                        .withDistribution(RandomDistribution.uniform());
        Arbitrary<Character> onShelf =
                Arbitraries.chars().range(TITLES.charAt(0), TITLES.charAt(STOCK.size() - 1));
        Arbitrary<HistoryStep> steps =
                Arbitraries.frequencyOf(
                        Tuple.of(
                                8,
                                Combinators.combine(orders, lines()).as(HistoryStep.Reserve::new)),
                        Tuple.of(6, orders.map(HistoryStep.Confirm::new)),
                        Tuple.of(2, orders.map(HistoryStep.Release::new)),
                        Tuple.of(4, orders.map(HistoryStep.Cancel::new)),
                        Tuple.of(2, Arbitraries.create(HistoryStep.Count::new)),
                        Tuple.of(
                                2,
                                Arbitraries.integers()
                                        .between(1, 900)
                                        .map(HistoryStep.Expire::new)),
                        Tuple.of(
                                3,
                                Combinators.combine(onShelf, Arbitraries.integers().between(-2, 6))
                                        .as(HistoryStep.Shelve::new)));
        return steps.list()
                .ofMinSize(1)
                .ofMaxSize(STEPS_MAX)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Generates one to four different books in any order, sometimes one that does not exist. */
    private static Arbitrary<List<RequestedLine>> lines() {
        Arbitrary<Character> titles =
                Arbitraries.frequency(
                        Tuple.of(8, 'A'),
                        Tuple.of(8, 'B'),
                        Tuple.of(8, 'C'),
                        Tuple.of(8, 'D'),
                        Tuple.of(1, 'E'));
        return Combinators.combine(titles, Arbitraries.integers().between(1, 4))
                .as(RequestedLine::new)
                .list()
                .uniqueElements(RequestedLine::title)
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
