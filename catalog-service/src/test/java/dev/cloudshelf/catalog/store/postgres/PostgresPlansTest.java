package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No statement that customers wait for reads a whole table of 100,000 books. Checks both plans that
 * PostgreSQL may use for a prepared statement: the custom one for given values, and the generic
 * one.
 */
class PostgresPlansTest {

    private static final Pool POOL = PostgresFixture.emptyCatalog();

    private static final String FILL =
            """
            INSERT INTO books (id, title, author, price, category, language, description,
                ratings_count, average_rating, stock_quantity, created_at, updated_at)
            SELECT gen_random_uuid(),
                   'Volume ' || n || ' of word' || n % 5000 || ' and word' || n % 37,
                   'Author' || n % 3000 || ' Name' || n % 200,
                   (n * 7 % 6000)::numeric / 100,
                   'Category ' || n % 25,
                   (ARRAY['en', 'fr', 'de'])[1 + n % 3],
                   'A text of text' || n % 100,
                   n * 31 % 100000,
                   (n % 50)::numeric / 10,
                   n % 5,
                   now() - n * interval '1 minute',
                   now()
            FROM generate_series(1, 100000) AS n
            """;

    private static final String PLANS_OF_SEVERAL =
            """
            SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE name = 'several'
            """;

    @BeforeAll
    static void hundredThousandBooks() {
        for (String statement : List.of(FILL, "VACUUM ANALYZE books")) {
            POOL.query(statement).execute().await().atMost(Duration.ofMinutes(4));
        }
    }

    @AfterAll
    static void empty() {
        PostgresFixture.emptyCatalog();
    }

    private static void expectNoSequentialScan(String sql, Tuple parameters) {
        for (String plan : List.of(planForAny(sql), planFor(sql, parameters))) {
            assertThat(plan)
                    .doesNotContain("Seq Scan on books")
                    .doesNotContain("Seq Scan on book_words")
                    .contains("Index");
        }
    }

    private static String planForAny(String sql) {
        return text(await(POOL.query("EXPLAIN (GENERIC_PLAN) " + sql).execute()));
    }

    private static String planFor(String sql, Tuple parameters) {
        return text(await(POOL.preparedQuery("EXPLAIN " + sql).execute(parameters)));
    }

    private static String text(RowSet<Row> plan) {
        List<String> lines = new ArrayList<>();
        plan.forEach(row -> lines.add(row.getString(0)));
        return String.join("\n", lines);
    }

    private static BookQuery query(String text, String category, Sort sort) {
        return new BookQuery(
                text.isEmpty() ? null : text,
                category.isEmpty() ? null : category,
                null,
                null,
                null,
                null,
                false,
                sort,
                null,
                20);
    }

    private static String key(Sort sort) {
        return switch (sort) {
            case RELEVANCE -> "3.0.1000";
            case TITLE -> "volume 5";
            case NEWEST -> "2026-11-01T00:00:00Z";
            case PRICE, PRICE_DOWN, BESTSELLING, RATING -> "3";
        };
    }

    @ParameterizedTest
    @EnumSource(value = Sort.class, names = "RELEVANCE", mode = EnumSource.Mode.EXCLUDE)
    void listsOfEveryOrder(Sort sort) {
        for (String category : List.of("", "Category 7")) {
            BookQuery first = query("", category, sort);
            BookQuery later =
                    first.startingAfter(new Position(key(sort), new UUID(1, 1).toString()));
            for (BookQuery query : List.of(first, later)) {
                SortedStatement search =
                        SortedStatement.of(query, new Matches.All(), 21).orElseThrow();
                expectNoSequentialScan(search.sql(), search.parameters());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume", "word17", "word4321", "author77", "nowhere", "volume -word1"})
    void searches(String text) {
        Matches.WithWords words = new Matches.WithWords(text);
        BookQuery first = query(text, "", Sort.RELEVANCE);
        BookQuery later =
                first.startingAfter(new Position(key(Sort.RELEVANCE), new UUID(1, 1).toString()));
        for (BookQuery query : List.of(first, later)) {
            RelevanceStatement search = RelevanceStatement.of(query, words, 21).orElseThrow();
            expectNoSequentialScan(search.sql(), search.parameters());
        }
    }

    @Test
    void fuzzySearch() {
        String sql = FuzzyCandidatesStatement.sql("");
        expectNoSequentialScan(
                sql,
                Tuple.tuple()
                        .addString("wrod4321")
                        .addString("")
                        .addString("wrod4321")
                        .addArrayOfString(new String[] {"word4321", "wrd4321"})
                        .addArrayOfString(new String[] {"word4321", "volume word4321"})
                        .addArrayOfString(new String[] {"word4321", "word4321 volume"}));
        for (String known : List.of(FuzzySearch.KNOWN, FuzzySearch.KNOWN_AND_COMMON)) {
            expectNoSequentialScan(
                    known, Tuple.tuple().addArrayOfString(new String[] {"word4321"}));
        }
    }

    @Test
    void searchesForCommonWords() {
        for (String text : List.of("volume", "word17", "volume of", "-volume")) {
            BookQuery query = query(text, "", Sort.RELEVANCE);
            Matches.WithWords words = new Matches.WithWords(text);
            CommonWordsStatement search = CommonWordsStatement.of(query, words, 21).orElseThrow();
            expectNoSequentialScan(search.sql(), search.parameters());
            PopularWordsStatement first = PopularWordsStatement.of(query, words, 21);
            expectNoSequentialScan(first.sql(), first.parameters());
        }
    }

    /** The first bands, a small part of all books, are enough for a page. */
    @Test
    void mostPopularMatchesAreFoundWithoutReadingTheRest() {
        BookQuery query = query("volume", "", Sort.RELEVANCE);
        PopularWordsStatement search =
                PopularWordsStatement.of(query, new Matches.WithWords("volume"), 21);

        List<Book> page =
                search.page(
                                await(
                                        POOL.preparedQuery(search.sql())
                                                .execute(search.parameters())),
                                new Matches.WithWords("volume"))
                        .items();
        String plan =
                text(
                        await(
                                POOL.preparedQuery("EXPLAIN (ANALYZE, COSTS off) " + search.sql())
                                        .execute(search.parameters())));

        assertThat(page)
                .extracting(Book::ratingsCount)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page.getFirst().ratingsCount()).isGreaterThan(99_900);
        assertThat(plan).containsPattern("Index Scan on books_title_words .*loops=1\\)");
    }

    /** A cursor's checksum is not secret: a client can forge any position of any order. */
    @ParameterizedTest
    @ValueSource(strings = {"volume", "word4321", "volume of word17", "nobody"})
    void forgedPositionNeverBreaksASearch(String text) {
        BookFinder finder = new BookFinder(POOL);
        String id = "01a1fb4f-3c9e-7eae-a560-61e6fb447d18";
        for (String prefix :
                List.of(Matches.WithWords.CURSOR_PREFIX, Matches.Fuzzy.CURSOR_PREFIX)) {
            for (int tier = 0; tier <= 9; tier++) {
                for (String key : List.of(tier + ".0.50", tier + ".1.999999999999999999")) {
                    BookQuery forged =
                            query(text, "", Sort.RELEVANCE)
                                    .startingAfter(new Position(prefix + key, id));
                    assertThatCode(() -> await(finder.find(forged)))
                            .as(prefix + key)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @Test
    void suggestionsRelatedBooksAndSingleOnes() {
        expectNoSequentialScan(Suggestions.SQL, Tuple.of("word43"));
        expectNoSequentialScan(RelatedBooks.SQL, Tuple.of(new UUID(1, 1), 10, 5));
        expectNoSequentialScan(BookRows.BY_ID, Tuple.of(new UUID(1, 1)));
        UUID[] several = {new UUID(1, 1), new UUID(1, 2)};
        expectNoSequentialScan(BookRows.BY_IDS_UNORDERED, Tuple.tuple().addArrayOfUUID(several));
    }

    /** Planning takes PostgreSQL longer than reading the books. */
    @Test
    void batchedBookReadsReuseOnePlan() {
        String execute = "EXECUTE several (ARRAY['%s']::uuid[])".formatted(new UUID(1, 1));
        String session =
                "PREPARE several (uuid[]) AS "
                        + BookRows.BY_IDS_UNORDERED
                        + ";"
                        + (execute + ";").repeat(9);
        RowSet<Row> made =
                await(
                        POOL.withConnection(own ->
                                own.query(session)
                                        .execute()
                                        .chain(() -> own.query(PLANS_OF_SEVERAL).execute())));
        // PostgreSQL makes five custom plans before it compares them with the generic one.
        assertThat(made.iterator().next().getLong("custom_plans")).isEqualTo(5);
        assertThat(made.iterator().next().getLong("generic_plans")).isEqualTo(4);
    }

    @Test
    void booksThatAnImportMayUpdate() {
        String[] keys = {"s:1", "s:2"};
        expectNoSequentialScan(
                KnownBooks.EXISTING,
                Tuple.tuple()
                        .addArrayOfString(keys)
                        .addArrayOfString(new String[] {"9780441172719"})
                        .addArrayOfString(new String[] {"Dune", "Emma"})
                        .addArrayOfString(new String[] {"Frank Herbert", "Jane Austen"}));
    }

    @Test
    void countingOfSales() {
        expectNoSequentialScan(SalesCounter.COUNT, Tuple.of(100));
    }

    @Test
    void authorsAreFilteredByTheirTrigrams() {
        BookQuery query =
                new BookQuery(
                        null,
                        null,
                        "author77 name",
                        null,
                        null,
                        new BigDecimal("50"),
                        true,
                        Sort.TITLE,
                        null,
                        20);
        SortedStatement search = SortedStatement.of(query, new Matches.All(), 21).orElseThrow();
        expectNoSequentialScan(search.sql(), search.parameters());
    }

    /** Counting without text and filters reads the first books and stops at its limit. */
    @Test
    void facetsOfASearch() {
        SqlConditions conditions = new SqlConditions();
        new Matches.WithWords("word17").addTo(conditions);
        expectNoSequentialScan(FacetCounts.sql(conditions), conditions.parameters());
    }
}
