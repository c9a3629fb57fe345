package dev.cloudshelf.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.CategoryCount;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.domain.SearchCapability;
import dev.cloudshelf.catalog.domain.StockChange;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every store of books. Each test starts with an empty catalog. */
public interface BookStoreContract {

    /** In the future: DynamoDB removes by itself what expired in the past. */
    Instant NOW = Instant.parse("2046-11-20T10:00:00Z");

    Edit BY_HAND = new Edit("admin", NOW);
    Isbn13 DUNE_ISBN = new Isbn13("9780441172719");

    BookStore books();

    /** Skips the test on stores without full-text search. */
    private void assumeFullText() {
        assumeTrue(books().capability().equals(SearchCapability.EVERYTHING));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    static BookDraft draft(@Nullable String key, String title, @Nullable String isbn) {
        return new BookDraft(
                key,
                title,
                "Frank Herbert",
                isbn == null ? null : new Isbn13(isbn),
                new BigDecimal("9.99"),
                "Science Fiction",
                "Sand and spice",
                null,
                "en",
                1965,
                new BigDecimal("4.2"),
                10,
                5);
    }

    private BookQuery all(Sort sort) {
        return new BookQuery(null, null, null, null, null, null, false, sort, null, 3);
    }

    private BookQuery text(String text) {
        return new BookQuery(text, null, null, null, null, null, false, Sort.RELEVANCE, null, 20);
    }

    private List<Book> found(BookQuery query) {
        return await(books().find(query)).orElseThrow().items();
    }

    private ImportOutcome save(BookDraft draft) {
        return await(books().save(List.of(draft), ImportDefaults.NONE, BY_HAND)).getFirst();
    }

    private Book only() {
        return found(all(Sort.TITLE)).getFirst();
    }

    @Test
    default void savedBookIsFoundByIdAndIsbn() {
        assertThat(save(draft(null, "Dune", DUNE_ISBN.digits())))
                .isEqualTo(new ImportOutcome.Created());

        Book book = await(books().byIsbn(DUNE_ISBN)).orElseThrow();
        assertThat(book.title()).isEqualTo("Dune");
        assertThat(book.price().amount()).isEqualByComparingTo("9.99");
        assertThat(book.stockQuantity()).isEqualTo(5);
        assertThat(book.createdAt()).isEqualTo(NOW);
        assertThat(await(books().byId(book.id()))).contains(book);
    }

    @Test
    default void missingBookIsEmpty() {
        assertThat(await(books().byId(new UUID(1, 2)))).isEmpty();
        assertThat(await(books().byIsbn(DUNE_ISBN))).isEmpty();
    }

    @Test
    default void booksByIdsKeepTheOrderAndOmitMissingOnes() {
        List<BookDraft> batch =
                IntStream.range(0, 100).mapToObj(i -> draft("s:" + i, "Book " + i, null)).toList();
        await(books().save(batch, ImportDefaults.NONE, BY_HAND));
        BookQuery everything =
                new BookQuery(null, null, null, null, null, null, false, Sort.NEWEST, null, 100);
        List<Book> all = found(everything).reversed();
        List<UUID> ids = new ArrayList<>(all.stream().map(Book::id).toList());
        ids.set(50, new UUID(1, 2));

        List<Book> expected = new ArrayList<>(all);
        expected.remove(50);
        assertThat(await(books().byIds(ids))).isEqualTo(expected);
        assertThat(await(books().byIds(ids.reversed()))).isEqualTo(expected.reversed());
        assertThat(await(books().byIds(List.of(new UUID(1, 2))))).isEmpty();
    }

    @Test
    default void sameRowAgainChangesNothing() {
        save(draft("s:1", "Dune", DUNE_ISBN.digits()));
        Book before = only();

        assertThat(save(draft("s:1", "Dune", DUNE_ISBN.digits())))
                .isEqualTo(new ImportOutcome.Unchanged());
        assertThat(only()).isEqualTo(before);
    }

    @Test
    default void parallelImportsOfTheSameRowsCreateEachBookOnce() {
        importAtOnce(
                draft("s:1", "Dune", null),
                draft(null, "Emma", DUNE_ISBN.digits()),
                draft(null, "Ulysses", null),
                draft("s:2", "Walden", null));
    }

    /** Nothing in the table makes these unique. */
    @Test
    default void racingImportsCreateBooksWithoutKeyOnce() {
        importAtOnce(draft(null, "Dune", null), draft(null, "Emma", null));
    }

    private void importAtOnce(BookDraft... inOrderOfTitle) {
        List<BookDraft> rows = List.of(inOrderOfTitle);
        List<Uni<List<ImportOutcome>>> imports =
                IntStream.range(0, 8)
                        .mapToObj(i -> i % 2 == 0 ? rows : rows.reversed())
                        .map(same -> books().save(same, ImportDefaults.NONE, BY_HAND))
                        .toList();

        List<ImportOutcome> outcomes =
                await(Uni.join().all(imports).andFailFast()).stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(outcomes).filteredOn(new ImportOutcome.Created()::equals).hasSize(rows.size());
        assertThat(outcomes)
                .filteredOn(new ImportOutcome.Unchanged()::equals)
                .hasSize(7 * rows.size());
        BookQuery everything =
                new BookQuery(null, null, null, null, null, null, false, Sort.TITLE, null, 50);
        assertThat(found(everything))
                .extracting(Book::title)
                .containsExactlyElementsOf(rows.stream().map(BookDraft::title).toList());
    }

    @Test
    default void changedRowUpdatesItsBookButNotItsStock() {
        save(draft("s:1", "Dune", null));
        Book before = only();
        await(books().addStock(before.id(), -2, BY_HAND));

        assertThat(save(draft("s:1", "Dune Messiah", null))).isEqualTo(new ImportOutcome.Updated());
        Book after = only();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.title()).isEqualTo("Dune Messiah");
        assertThat(after.stockQuantity()).isEqualTo(3);
        assertThat(after.version()).isGreaterThan(before.version());
    }

    @Test
    default void rowWithoutKeyAndIsbnMatchesByTitleAndAuthor() {
        save(draft(null, "Dune", null));

        assertThat(save(draft(null, "Dune", null))).isEqualTo(new ImportOutcome.Unchanged());
        assertThat(save(draft(null, "DUNE", null))).isEqualTo(new ImportOutcome.Updated());
        assertThat(found(all(Sort.TITLE))).hasSize(1);
    }

    @Test
    default void isbnOfAnotherBookIsRejected() {
        save(draft("s:1", "Dune", DUNE_ISBN.digits()));

        assertThat(save(draft("s:2", "Not Dune", DUNE_ISBN.digits())))
                .isInstanceOfSatisfying(
                        ImportOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("another book"));
        assertThat(only().title()).isEqualTo("Dune");
    }

    @Test
    default void twoRowsOfOneBatchWithOneIsbnBecomeOneBook() {
        List<BookDraft> batch =
                List.of(
                        draft("s:1", "Dune", DUNE_ISBN.digits()),
                        draft("s:2", "Dune again", DUNE_ISBN.digits()));

        for (Class<?> first : List.of(ImportOutcome.Created.class, ImportOutcome.Unchanged.class)) {
            List<ImportOutcome> outcomes = await(books().save(batch, ImportDefaults.NONE, BY_HAND));
            assertThat(outcomes.get(0)).isInstanceOf(first);
            assertThat(outcomes.get(1)).isInstanceOf(ImportOutcome.Rejected.class);
        }
        assertThat(only().title()).isEqualTo("Dune");
    }

    @Test
    default void keyedRowAdoptsTheUnkeyedBookOfItsIsbnOnce() {
        save(draft(null, "Dune", DUNE_ISBN.digits()));

        assertThat(save(draft("s:1", "Dune", DUNE_ISBN.digits())))
                .isEqualTo(new ImportOutcome.Updated());
        assertThat(save(draft("s:1", "Dune", DUNE_ISBN.digits())))
                .isEqualTo(new ImportOutcome.Unchanged());
        assertThat(found(all(Sort.TITLE))).hasSize(1);
    }

    @Test
    default void defaultsAreForNewBooksOnly() {
        BookDraft bare =
                new BookDraft(
                        null,
                        "Dune",
                        "Frank Herbert",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        assertThat(save(bare)).isInstanceOf(ImportOutcome.Rejected.class);

        ImportDefaults defaults = new ImportDefaults(new BigDecimal("5.00"), 7, "General");
        assertThat(await(books().save(List.of(bare), defaults, BY_HAND)))
                .containsExactly(new ImportOutcome.Created());
        ImportDefaults others = new ImportDefaults(new BigDecimal("6.00"), 8, "Other");
        assertThat(await(books().save(List.of(bare), others, BY_HAND)))
                .containsExactly(new ImportOutcome.Unchanged());
        assertThat(only().price().amount()).isEqualByComparingTo("5.00");
        assertThat(only().category()).isEqualTo("General");
        assertThat(only().stockQuantity()).isEqualTo(7);
    }

    @Test
    default void racingImportsOfOneFileCreateEachBookOnce() {
        List<BookDraft> batch =
                IntStream.range(0, 50).mapToObj(i -> draft("s:" + i, "Book " + i, null)).toList();

        List<Uni<List<ImportOutcome>>> racing =
                IntStream.range(0, 8)
                        .mapToObj(i -> books().save(batch, ImportDefaults.NONE, BY_HAND))
                        .toList();
        List<List<ImportOutcome>> outcomes = await(Uni.join().all(racing).andFailFast());

        assertThat(
                        outcomes.stream()
                                .flatMap(List::stream)
                                .filter(ImportOutcome.Created.class::isInstance))
                .hasSize(50);
        assertThat(await(books().categories(null, 10)).items())
                .containsExactly(new CategoryCount("Science Fiction", 50));
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    default void pagingVisitsEachBookOnceInEverySort(Sort sort) {
        List<BookDraft> batch = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            // Equal titles, so that the id has to break ties.
            batch.add(draft("s:" + i, "Dune " + i / 3, null));
        }
        await(books().save(batch, ImportDefaults.NONE, BY_HAND));
        BookQuery query = new BookQuery("dune", null, null, null, null, null, false, sort, null, 3);
        assumeTrue(books().capability().unsupported(query, false).isEmpty());

        List<UUID> seen = new ArrayList<>();
        for (int pages = 0; pages < 10; pages++) {
            Page<Book> page = await(books().find(query)).orElseThrow();
            page.items().forEach(book -> seen.add(book.id()));
            if (page.next().isEmpty()) {
                break;
            }
            query = query.after(page.next().get()).orElseThrow();
        }
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    default void changesWhilePagingNeitherRepeatNorHideOtherBooks() {
        List<BookDraft> batch =
                IntStream.range(0, 9).mapToObj(i -> draft("s:" + i, "B" + i, null)).toList();
        await(books().save(batch, ImportDefaults.NONE, BY_HAND));
        Page<Book> first = await(books().find(all(Sort.TITLE))).orElseThrow();

        await(
                books().save(
                                List.of(
                                        draft("s:new1", "A first", null),
                                        draft("s:new2", "B5 new", null)),
                                ImportDefaults.NONE,
                                BY_HAND));
        List<String> titles = new ArrayList<>(titles(first));
        BookQuery next = all(Sort.TITLE).after(first.next().orElseThrow()).orElseThrow();
        for (Page<Book> page = await(books().find(next)).orElseThrow(); ; ) {
            titles.addAll(titles(page));
            if (page.next().isEmpty()) {
                break;
            }
            page =
                    await(books().find(all(Sort.TITLE).after(page.next().get()).orElseThrow()))
                            .orElseThrow();
        }
        assertThat(titles)
                .containsExactly("B0", "B1", "B2", "B3", "B4", "B5", "B5 new", "B6", "B7", "B8");
    }

    private static List<String> titles(Page<Book> page) {
        return page.items().stream().map(Book::title).toList();
    }

    @Test
    default void positionOfAnotherSortIsRejected() {
        for (Sort sort : List.of(Sort.PRICE, Sort.NEWEST, Sort.BESTSELLING, Sort.RATING)) {
            BookQuery query = all(sort);
            if (books().capability().unsupported(query, false).isPresent()) {
                continue;
            }
            BookQuery forged =
                    query.after(query.cursorAt(new BookQuery.Position("x", "y"))).orElseThrow();
            assertThat(await(books().find(forged))).as(sort.name()).isEmpty();
        }
    }

    @Test
    default void fullTextFindsTitleAuthorCategoryAndDescription() {
        assumeFullText();
        save(draft("s:1", "Dune", null));
        for (String text :
                List.of(
                        "dune",
                        "herbert",
                        "fiction",
                        "spices",
                        "DUNE -messiah",
                        "\"sand and spice\"")) {
            assertThat(found(text(text))).as(text).hasSize(1);
        }
        for (String text : List.of("emma", "dune -herbert", "\"spice sand\"")) {
            assertThat(found(text(text))).as(text).isEmpty();
        }
    }

    @Test
    default void accentsAndShortWordsAreFound() {
        save(draft("s:1", "Les Misérables", null));
        save(draft("s:2", "It", null));

        assertThat(found(text("miserables"))).hasSize(1);
        assertThat(found(text("MISÉRABLES"))).hasSize(1);
        assertThat(found(text("it"))).extracting(Book::title).containsExactly("It");
    }

    @Test
    default void wordInTheTitleRanksAboveOneInTheDescription() {
        assumeFullText();
        save(draft("s:1", "Dune", null));
        save(draft("s:2", "Spice", null));

        assertThat(found(text("spice"))).extracting(Book::title).containsExactly("Spice", "Dune");
    }

    @Test
    default void textOfAnyKindIsSafe() {
        save(draft("s:1", "Dune", null));
        for (String text :
                List.of(
                        "'",
                        "\\",
                        "&|!()",
                        "<->",
                        ":*",
                        "\"",
                        "- - -",
                        "or or",
                        "%_",
                        "\u0000",
                        "😀",
                        "a".repeat(200))) {
            assertThat(await(books().find(text(text)))).as(text).isPresent();
        }
    }

    @Test
    default void filtersCombine() {
        save(draft("s:1", "Dune", null));
        BookQuery matching =
                new BookQuery(
                        "dune",
                        "Science Fiction",
                        "HERBERT",
                        "EN",
                        new BigDecimal("9.99"),
                        new BigDecimal("9.99"),
                        true,
                        Sort.RELEVANCE,
                        null,
                        20);
        assertThat(found(matching)).hasSize(1);
        assertThat(
                        found(
                                new BookQuery(
                                        "dune",
                                        "Fantasy",
                                        null,
                                        null,
                                        null,
                                        null,
                                        false,
                                        Sort.RELEVANCE,
                                        null,
                                        20)))
                .isEmpty();
        assertThat(
                        found(
                                new BookQuery(
                                        "dune",
                                        null,
                                        null,
                                        null,
                                        new BigDecimal("10"),
                                        null,
                                        false,
                                        Sort.RELEVANCE,
                                        null,
                                        20)))
                .isEmpty();
        await(books().addStock(only().id(), -5, BY_HAND));
        assertThat(found(matching)).isEmpty();
    }

    @Test
    default void stockIsSetOnTheCurrentVersionOnly() {
        save(draft("s:1", "Dune", null));
        Book seen = only();

        assertThat(await(books().setStock(seen.id(), 8, OptionalLong.of(seen.version()), BY_HAND)))
                .isInstanceOfSatisfying(
                        StockChange.Changed.class,
                        changed -> assertThat(changed.book().stockQuantity()).isEqualTo(8));
        assertThat(await(books().setStock(seen.id(), 9, OptionalLong.of(seen.version()), BY_HAND)))
                .isEqualTo(new StockChange.Stale());
        assertThat(await(books().setStock(new UUID(1, 2), 9, OptionalLong.of(1), BY_HAND)))
                .isEqualTo(new StockChange.NoSuchBook());
        assertThat(only().stockQuantity()).isEqualTo(8);
    }

    @Test
    default void stockNeverGoesBelowZeroHoweverManyTakeAtOnce() {
        save(draft("s:1", "Dune", null));
        UUID id = only().id();

        List<Uni<StockChange>> racing =
                IntStream.range(0, 20).mapToObj(i -> books().addStock(id, -1, BY_HAND)).toList();
        List<StockChange> changes = await(Uni.join().all(racing).andFailFast());

        assertThat(changes).filteredOn(StockChange.Changed.class::isInstance).hasSize(5);
        assertThat(changes)
                .filteredOn(change -> change.equals(new StockChange.OutOfRange(0)))
                .hasSize(15);
        assertThat(only().stockQuantity()).isZero();
    }
}
