package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.kernel.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The statement for books by relevance when too many match to sort them all: tier by tier, and from
 * each tier one page of the most popular books.
 *
 * <p>A tier is read only if those before it do not fill the page. If it has few books, an index of
 * words finds them all and they are sorted. If it has many, the popularity index is scanned until a
 * page of them is found. The statement itself decides that, so that no plan depends on estimates
 * for words unknown to the planner.
 */
record CommonWordsStatement(BookQuery query, String sql, Tuple parameters) {

    /**
     * A tier of {@link Relevance}.
     *
     * @param condition served by an index; the tier itself is narrower
     */
    private record Tier(int number, String condition) {

        /** Returns whether the tier is about complete titles and names, which few books share. */
        boolean isOfNames() {
            return number <= Relevance.EXACT_AUTHOR;
        }

        /** SQL that tells whether an index of words would find too many books. */
        String isCommon() {
            return "(SELECT common_%d FROM asked)".formatted(number);
        }
    }

    private static final List<Tier> TIERS =
            List.of(
                    new Tier(Relevance.EXACT_TITLE, "title_key = (SELECT key FROM asked)"),
                    new Tier(
                            Relevance.EXACT_AUTHOR,
                            "author_names @> ARRAY[(SELECT key FROM asked)]"),
                    new Tier(
                            Relevance.TITLE,
                            "ts_filter(search, '{a}') @@ (SELECT words FROM asked)"),
                    new Tier(
                            Relevance.AUTHOR,
                            "ts_filter(search, '{b}') @@ (SELECT words FROM asked)"),
                    new Tier(Relevance.REST, "search @@ (SELECT words FROM asked)"));

    /**
     * @return empty when the position does not belong to this order
     */
    static Optional<CommonWordsStatement> of(BookQuery query, Matches.WithWords matches, int rows) {
        SqlConditions conditions = new SqlConditions();
        String text = conditions.bind(matches.text());
        conditions.addFilters(query);
        Optional<Relevance> after = Optional.empty();
        String position = "";
        if (query.after() != null) {
            after = Relevance.parse(query.after().key()).filter(Relevance::isWordMatch);
            try {
                UUID id = UUID.fromString(query.after().id());
                position =
                        "(popularity, id) < (%s, %s)"
                                .formatted(
                                        conditions.bind(after.orElseThrow().popularity()),
                                        conditions.bind(id));
            } catch (IllegalArgumentException | NoSuchElementException doesNotFit) {
                return Optional.empty();
            }
        }
        String sql = sql(query, text, conditions, after, position, rows);
        return Optional.of(new CommonWordsStatement(query, sql, conditions.parameters()));
    }

    private static String sql(
            BookQuery query,
            String text,
            SqlConditions conditions,
            Optional<Relevance> after,
            String position,
            int rows) {
        List<String> found = new ArrayList<>();
        List<String> branches = new ArrayList<>();
        for (Tier tier : TIERS) {
            boolean seen = after.isPresent() && tier.number() < after.get().tier();
            if (!seen) {
                boolean begun = after.isPresent() && tier.number() == after.get().tier();
                found.add(few(tier, conditions));
                String from = begun ? "AND " + position : "";
                branches.add(sorted(tier, from));
                branches.add(walked(tier, conditions, from));
            }
        }
        return """
        WITH asked AS MATERIALIZED (
            SELECT *, %6$s AS common_3, %7$s AS common_4, %8$s AS common_5
            FROM (
                SELECT folded(%1$s) AS key, websearch_to_tsquery('book_text', %1$s) AS words
            ) AS read
        )%2$s
        SELECT %3$s, true AS many, tier, standing
        FROM (
            SELECT * FROM (
                %4$s
            ) AS tiers
            LIMIT %5$s
        ) AS page
        JOIN books USING (id)
        ORDER BY tier, standing DESC, id DESC
        """
                .formatted(
                        text,
                        String.join("", found),
                        BookRows.COLUMNS,
                        String.join("\nUNION ALL\n", branches),
                        conditions.bind(rows),
                        isCommon(query, text, "books_title_words", "ts_filter"),
                        isCommon(query, text, "books_author_words", "ts_filter"),
                        isCommon(query, text, "books", "search"));
    }

    private static String isCommon(
            BookQuery query, String text, String countedIn, String attribute) {
        return RelevanceStatement.isCommon(
                query, text, countedIn, attribute, RelevanceStatement.COMMON);
    }

    /** SQL for the tier's books, limited to one more than counts as few. */
    private static String few(Tier tier, SqlConditions conditions) {
        return """
        , few_%1$d AS MATERIALIZED (
            SELECT id, popularity
            FROM books
            WHERE %2$s AND %3$s = %1$d %4$s %6$s
            LIMIT %5$d
        )
        """
                .formatted(
                        tier.number(),
                        tier.condition(),
                        Relevance.TIER,
                        conditions.and(),
                        RelevanceStatement.FEW + 1,
                        tier.isOfNames() ? "" : "AND NOT " + tier.isCommon());
    }

    private static String sorted(Tier tier, String position) {
        return """
        (SELECT id, %1$d AS tier, popularity AS standing
        FROM few_%1$d
        WHERE (SELECT count(*) FROM few_%1$d) <= %2$d %3$s
        ORDER BY popularity DESC, id DESC
        LIMIT %4$d)
        """
                .formatted(tier.number(), RelevanceStatement.FEW, position, Page.LIMIT_MAX + 1);
    }

    /**
     * SQL for a scan of the popularity index. The planner takes unknown words for rare, and would
     * rather sort all matches than scan. It expects a test for null to hold, so that the scan looks
     * as short as it is: this branch runs only if there are many matches.
     */
    private static String walked(Tier tier, SqlConditions conditions, String position) {
        return """
        (SELECT id, %1$d AS tier, popularity AS standing
        FROM books
        WHERE ((SELECT count(*) FROM few_%1$d) > %2$d%8$s) %6$s
          AND nullif(%3$s AND %4$s = %1$d %5$s, false) IS NOT NULL
        ORDER BY popularity DESC, id DESC
        LIMIT %7$d)
        """
                .formatted(
                        tier.number(),
                        RelevanceStatement.FEW,
                        tier.condition(),
                        Relevance.TIER,
                        conditions.and(),
                        position,
                        Page.LIMIT_MAX + 1,
                        tier.isOfNames() ? "" : " OR " + tier.isCommon());
    }

    Page<Book> page(RowSet<Row> rows, Matches matches) {
        return RelevanceStatement.page(query, rows, matches);
    }
}
