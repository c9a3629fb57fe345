package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Suggestion;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search by words, in the orders that this store supports. */
class DynamoDbSearchTest {

    private BookStore books;

    @BeforeEach
    void empty() {
        books = new DynamoDbBookStore(DynamoDbFixture.emptyCatalog(), new Ids(Clock.systemUTC()));
    }

    private static BookDraft book(String title, String author, String category) {
        return new BookDraft(
                "s:" + Objects.hash(title, author, category),
                title,
                author,
                null,
                new BigDecimal("9.99"),
                category,
                null,
                null,
                "en",
                null,
                null,
                null,
                title.length() % 2);
    }

    private void shelve(BookDraft... drafts) {
        await(books.save(List.of(drafts), ImportDefaults.NONE, BY_HAND));
    }

    private static BookQuery query(@Nullable String text, @Nullable String category, Sort sort) {
        return new BookQuery(text, category, null, null, null, null, false, sort, null, 3);
    }

    /** Returns the books of all pages. */
    private List<Book> readAllPages(BookQuery query) {
        List<Book> all = new ArrayList<>();
        BookQuery next = query;
        while (true) {
            Page<Book> page = await(books.find(next)).orElseThrow();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            next = query.after(page.next().get()).orElseThrow();
        }
    }

    private List<String> titles(String text) {
        return readAllPages(query(text, null, Sort.RELEVANCE)).stream().map(Book::title).toList();
    }

    @Test
    void titlePrefixMatchesComeBeforeWordMatches() {
        shelve(
                book("Letters", "Dune Brown", "A"),
                book("Children of Dune", "Frank Herbert", "A"),
                book("Dune Messiah", "Frank Herbert", "A"),
                book("Dune", "Frank Herbert", "B"),
                book("Laundune", "Somebody", "A"));

        assertThat(titles("DUNE"))
                .containsExactly("Dune", "Dune Messiah", "Children of Dune", "Letters");
        assertThat(readAllPages(query("dune", "B", Sort.RELEVANCE)))
                .extracting(Book::title)
                .containsExactly("Dune");
    }

    @ParameterizedTest
    @CsvSource({
        "herbert dune, 2",
        "dun her, 2",
        "mess, 1",
        "messiah frank dune, 1",
        "h, 2",
        "éMMA, 1",
        "dune austen, 0",
        "une, 0",
        "!!!, 0"
    })
    void wordsMatchByTheirBeginning(String text, int found) {
        shelve(
                book("Dune Messiah", "Frank Herbert", "A"),
                book("Dune", "Frank Herbert", "A"),
                book("Emma", "Jane Austen", "A"));

        assertThat(titles(text)).hasSize(found);
    }

    /** Both of its words match. */
    @Test
    void aBookIsListedOnce() {
        shelve(book("Sand and Sandals", "Sandy", "A"), book("The Sands of Sandwich", "B", "A"));

        assertThat(titles("sand")).containsExactly("Sand and Sandals", "The Sands of Sandwich");
    }

    @Test
    void isbnFindsItsBookAndQuotesFindAnExactTitle() {
        await(
                books.create(
                        new UUID(5, 1),
                        new BookDraft(
                                null,
                                "Dune",
                                "Frank Herbert",
                                new Isbn13("9780441172719"),
                                BigDecimal.ONE,
                                "A",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        BY_HAND));
        for (int i = 0; i < 7; i++) {
            shelve(book("Dune", "Author " + i, "C" + i), book("Dune " + i, "A", "A"));
        }

        assertThat(titles("0-441-17271-7")).containsExactly("Dune");
        assertThat(readAllPages(query("9780441172719", "B", Sort.RELEVANCE))).isEmpty();
        List<Book> exact = readAllPages(query("\"Dune\"", null, Sort.RELEVANCE));
        assertThat(exact)
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(book -> book.title().equals("Dune"));
        assertThat(titles("\"dune\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({",TITLE", "A,TITLE", ",NEWEST", "A,NEWEST"})
    void everySortListsEachBookOnce(@Nullable String category, Sort sort) {
        for (int i = 0; i < 10; i++) {
            shelve(book("Book " + i * 7 % 10, "Author", i < 8 ? "A" : "B"));
        }
        List<Book> all = readAllPages(query(null, category, sort));

        assertThat(all).hasSize(category == null ? 10 : 8).doesNotHaveDuplicates();
        if (sort == Sort.TITLE) {
            assertThat(all).extracting(Book::title).isSorted();
        } else {
            assertThat(all.stream().map(book -> book.id().toString()).toList().reversed())
                    .isSorted();
        }
    }

    @Test
    void anAuthorIsFoundByTheirWords() {
        shelve(
                book("Emma", "Jane Austen", "A"),
                book("Jane Austen: A Life", "Claire Tomalin", "A"),
                book("Persuasion", "Jane Austen, Somebody Else", "B"));
        BookQuery byAuthor =
                new BookQuery(null, null, "jane aus", null, null, null, false, Sort.TITLE, null, 1);

        assertThat(readAllPages(byAuthor))
                .extracting(Book::title)
                .containsExactly("Emma", "Persuasion");
    }

    @Test
    void searchPageReadsOneBookMoreThanItShows() {
        shelve(
                IntStream.range(0, 70)
                        .mapToObj(i -> book("The %02d. Dune".formatted(i), "Author", "A"))
                        .toArray(BookDraft[]::new));
        int before = DynamoDbFixture.BOOKS_READ.get();

        Page<Book> page = await(books.find(query("dune", null, Sort.RELEVANCE))).orElseThrow();

        assertThat(page.items()).hasSize(3);
        assertThat(DynamoDbFixture.BOOKS_READ.get() - before).isEqualTo(4);
        assertThat(readAllPages(query("dune", null, Sort.RELEVANCE))).hasSize(70);
    }

    /**
     * The number of positions read for a page is limited, so a selective filter makes short pages.
     */
    @Test
    void selectiveFilterGivesShortPages() {
        List<BookDraft> many =
                IntStream.range(0, 1_200)
                        .mapToObj(i -> book("%04d".formatted(i), "Author", "A"))
                        .toList();
        for (int i = 0; i < many.size(); i += 400) {
            await(books.save(many.subList(i, i + 400), ImportDefaults.NONE, BY_HAND));
        }
        Book last =
                await(books.find(query("1199", null, Sort.RELEVANCE)))
                        .orElseThrow()
                        .items()
                        .getFirst();
        await(books.setStock(last.id(), 1, OptionalLong.empty(), BY_HAND));
        BookQuery inStock =
                new BookQuery(null, null, null, null, null, null, true, Sort.TITLE, null, 3);
        DynamoDbFixture.CALLS.set(0);

        Page<Book> first = await(books.find(inStock)).orElseThrow();
        assertThat(DynamoDbFixture.CALLS.get()).isLessThan(25);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(readAllPages(inStock)).extracting(Book::id).containsExactly(last.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "q1", "t\u0000", "n1", "x\t", "xA\tno id", "w", "wx", "w\uffff"})
    void forgedPositionIsRejectedOrHarmless(String key) {
        shelve(book("Dune", "Frank Herbert", "A"));
        for (BookQuery query :
                List.of(
                        query(null, null, Sort.TITLE),
                        query(null, "A", Sort.NEWEST),
                        query("dune", null, Sort.RELEVANCE),
                        query("\"Dune\"", null, Sort.RELEVANCE))) {
            for (String at : List.of(key, key + "a".repeat(1_100), key + "\ud83d\ude00")) {
                // Neither outcome is a failure.
                assertThat(await(books.find(query.startingAfter(new Position(at, "x")))).stream())
                        .isNotNull();
            }
        }
        assertThat(
                        await(
                                books.find(
                                        query("dune", null, Sort.RELEVANCE)
                                                .startingAfter(new Position("q", "")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xAC00, 0x1F600, 'a', 0xFB01, 0x130, 0x5B57})
    void longestTextsOfAnyScriptAreSafe(int letter) {
        String longest = new String(Character.toChars(letter)).repeat(500);
        shelve(book(longest, longest, "A"));

        assertThat(readAllPages(query(null, null, Sort.TITLE))).hasSize(1);
        String typed = longest.substring(0, longest.offsetByCodePoints(0, BookQuery.TEXT_MAX));
        assertThat(readAllPages(query(typed, null, Sort.RELEVANCE))).hasSizeLessThanOrEqualTo(1);
        assertThat(readAllPages(query(null, longest, Sort.TITLE))).isEmpty();
        assertThat(await(books.categories(longest, 10)).items()).isEmpty();
        assertThat(await(books.suggestions(typed))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void suggestionsAreTitlesAndAuthorsByWordPrefix() {
        shelve(
                book("Dune", "Frank Herbert", "A"),
                book("The Dunes", "Somebody", "A"),
                book("Laundune", "Somebody", "A"),
                book("Emma", "Ann Dunn, Jane Austen", "A"));

        assertThat(suggested("dun")).containsExactly("Dune", "The Dunes", "Ann Dunn");
        assertThat(suggested("frank h")).containsExactly("Frank Herbert");
        assertThat(suggested("É")).containsExactly("Emma");
        for (String nothing : List.of("", " ", "%", "'", "zzz", "\ud83d\ude00")) {
            assertThat(suggested(nothing)).as(nothing).isEmpty();
        }
    }

    private List<String> suggested(String typed) {
        return await(books.suggestions(typed)).stream().map(Suggestion::text).toList();
    }

    @Test
    void relatedBooksAreBySameAuthorsThenSameCategory() {
        shelve(
                book("Dune", "Frank Herbert", "A"),
                book("Dune Messiah", "Brian Herbert, Frank Herbert", "B"),
                book("Older", "B", "A"),
                book("Other", "D", "B"));
        // Books of one batch have the same age.
        shelve(book("Newer", "C", "A"));
        UUID dune = readAllPages(query("\"Dune\"", null, Sort.RELEVANCE)).getFirst().id();

        assertThat(await(books.related(dune, 10)).orElseThrow())
                .extracting(Book::title)
                .containsExactly("Dune Messiah", "Newer", "Older");
        assertThat(await(books.related(dune, 2)).orElseThrow()).hasSize(2);
        assertThat(await(books.related(new UUID(1, 2), 10))).isEmpty();
    }
}
