package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Spelling;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statement that selects candidates of the fuzzy search: books found by indexes of complete
 * words and names, a limited number of each kind. {@link FuzzySearch} decides on the rows which of
 * them match.
 */
record FuzzyCandidatesStatement(String sql, Tuple parameters) {

    static final int CANDIDATES_MAX = 1_000;

    /** The maximum of candidates of one kind; beyond it the choice is arbitrary. */
    private static final int KIND_MAX = 500;

    /** The maximum of books per word with the beginning, so that other words get their share. */
    private static final int BEGUN_WORD_MAX = 100;

    /** The maximum of books per corrected text, the most popular ones. */
    private static final int BOOKS_PER_TEXT_MAX = 50;

    /** The maximum of words that begin like the last one; only very short beginnings have more. */
    private static final int BEGUN_MAX = 100;

    /** The words of a corrected text that are looked up in the index. */
    private static final int LOOKED_UP_MAX = 3;

    /**
     * The number of books having a word with the beginning above which the words before it are used
     * as well: by an index, unless at least one book in {@link #ONE_IN_FEW} has them; then the
     * books with the beginning are filtered by them.
     */
    private static final int MANY_BEGUN = 5_000;

    private static final int ONE_IN_FEW = 10;

    private static final Pattern LAST_WORD = Pattern.compile("(?s)(.*?)([\\p{L}\\p{Nd}]{3,})");

    /**
     * @param mayBegin whether the last word may be incomplete
     * @param texts corrected texts that may be meant, of words that books have
     * @param common words of so many books that an index lookup would be slow
     */
    static FuzzyCandidatesStatement of(
            BookQuery query,
            String text,
            boolean mayBegin,
            Spelling spelling,
            Set<String> texts,
            Set<String> common) {
        Matcher last = LAST_WORD.matcher(text);
        boolean begins = mayBegin && last.matches();
        boolean isShort =
                spelling.editsMax() > 0 && spelling.text().length() <= Spelling.VARIANTS_LENGTH_MAX;
        SqlConditions conditions = new SqlConditions();
        conditions.bind(text);
        conditions.bind(begins ? last.group(1) : "");
        conditions.bind(begins ? last.group(2) : "");
        conditions.bind(isShort ? spelling.variants().toArray(String[]::new) : new String[0]);
        List<String> textList = List.copyOf(texts);
        conditions.bind(textList.toArray(String[]::new));
        conditions.bind(
                textList.stream()
                        .map(candidate -> lookupWords(candidate, common))
                        .toArray(String[]::new));
        conditions.addFilters(query);
        return new FuzzyCandidatesStatement(sql(conditions.and()), conditions.parameters());
    }

    /**
     * Returns the words by which the index is searched for a corrected text: the longest, because
     * they are rare. Looking up all words would take longer than checking what these find. Texts
     * with the same words share one lookup.
     */
    private static String lookupWords(String candidate, Set<String> common) {
        Set<String> words = new TreeSet<>(List.of(candidate.split(" ", -1)));
        Set<String> rare = new TreeSet<>(words);
        rare.removeAll(common);
        return (rare.isEmpty() ? words : rare)
                .stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(LOOKED_UP_MAX)
                        .collect(Collectors.joining(" "));
    }

    static String sql(String filters) {
        return """
        WITH typed AS MATERIALIZED (
            SELECT folded($1) AS key,
                   websearch_to_tsquery('book_text', $1) AS words,
                   websearch_to_tsquery('book_text', $2) AS before,
                   websearch_to_tsquery('book_text', $2)
                       && to_tsquery('book_text', nullif($3, '') || ':*') AS beginning,
                   ARRAY(
                       SELECT word
                       FROM book_words
                       WHERE $3 <> '' AND word >= folded($3) AND word < folded($3) || chr(1114111)
                       ORDER BY word
                       LIMIT %6$d) AS begun
        ), counted AS MATERIALIZED (
            SELECT *, string_to_array(folded($2), ' ') AS names_before,
                   $2 <> '' AND books_with_any(begun) > %7$d AS many
            FROM typed
        ), asked AS MATERIALIZED (
            SELECT *, many AND before_common AS skims, many AND NOT before_common AS looks_up
            FROM (
                SELECT *, many AND books_expected(names_before, 'books_names', 'names_of') * %8$d
                    > (SELECT reltuples FROM pg_class WHERE oid = 'books'::regclass)
                    AS before_common
                FROM counted
                OFFSET 0
            ) AS compared
        )
        SELECT id, title_key, author_names, popularity, %1$s AS tier,
               search @@ (SELECT beginning FROM asked) AS begun
        FROM books
        WHERE id = ANY (ARRAY(
            (SELECT id FROM books WHERE title_key = (SELECT key FROM asked) LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE search @@ (SELECT words FROM asked) %3$s LIMIT %2$d)
            UNION
            (SELECT id
            FROM (
                SELECT book.id, book.search
                FROM unnest((SELECT begun FROM asked WHERE NOT looks_up)) AS word, LATERAL (
                    SELECT id, search
                    FROM books
                    WHERE names_of(title_key, author_key) @> ARRAY[word] %3$s
                      AND (NOT (SELECT skims FROM asked)
                          OR search @@ (SELECT before FROM asked))
                    LIMIT %9$d
                ) AS book
                LIMIT %4$d
            ) AS those
            WHERE $2 = '' OR search @@ (SELECT before FROM asked)
            LIMIT %2$d)
            UNION
            (SELECT id
            FROM books
            WHERE (SELECT looks_up FROM asked)
              AND names_of(title_key, author_key) @> (SELECT names_before FROM asked)
              AND names_of(title_key, author_key) && (SELECT begun FROM asked) %3$s
            LIMIT %4$d)
            UNION
            (SELECT id FROM books WHERE title_key = ANY ($4) LIMIT %2$d)
            UNION
            (SELECT id
            FROM (
                SELECT named.id, row_number() OVER (
                    PARTITION BY named.words ORDER BY named.popularity DESC) AS standing
                FROM (
                    SELECT looked_up, array_agg(words) AS readings
                    FROM unnest($5::text[], $6::text[]) AS reading (words, looked_up)
                    GROUP BY looked_up
                ) AS alike, LATERAL (
                    SELECT book.id, book.popularity, reading.words
                    FROM (
                        SELECT id, popularity,
                               names_of(title_key, author_key) || ''::text AS names
                        FROM books
                        WHERE names_of(title_key, author_key)
                            @> string_to_array(alike.looked_up, ' ') %3$s
                        OFFSET 0
                    ) AS book, LATERAL (
                        SELECT words
                        FROM unnest(alike.readings) AS words
                        WHERE book.names @> string_to_array(words, ' ')
                        OFFSET 0
                    ) AS reading
                    LIMIT %4$d
                ) AS named
            ) AS meant
            WHERE standing <= %5$d)))
        %3$s
        """
                .formatted(
                        Relevance.TIER,
                        CANDIDATES_MAX,
                        filters,
                        KIND_MAX,
                        BOOKS_PER_TEXT_MAX,
                        BEGUN_MAX,
                        MANY_BEGUN,
                        ONE_IN_FEW,
                        BEGUN_WORD_MAX);
    }
}
