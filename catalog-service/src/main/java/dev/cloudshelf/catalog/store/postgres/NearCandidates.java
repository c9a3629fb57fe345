package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Spelling;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statement for books that may be near a text: by indexes of whole words and names, and of each
 * kind no more than can be looked at. What is near is decided on the rows.
 */
record NearCandidates(String sql, Tuple parameters) {

    private static final int CANDIDATES_MAX = 1_000;

    /** Of one reading; of more than can be sorted it is any. */
    private static final int READING_SORTED_MAX = 500;

    private static final int READING_MAX = 50;

    /** Words that begin like the last one; more only where it is hardly begun. */
    private static final int BEGUN_MAX = 100;

    /** Words of a reading. */
    private static final int LOOKED_UP_MAX = 3;

    /** Where as many have a word that begins so, the words before it are looked up, too. */
    private static final int MANY_BEGUN = 5_000;

    private static final Pattern LAST_WORD = Pattern.compile("(?s)(.*?)([\\p{L}\\p{Nd}]{3,})");

    /**
     * @param mayBegin whether the last word may be only begun
     * @param readings texts that may be meant, of words that books have
     */
    static NearCandidates of(
            BookQuery query,
            String text,
            boolean mayBegin,
            Spelling spelling,
            Set<String> readings) {
        Matcher last = LAST_WORD.matcher(text);
        boolean begins = mayBegin && last.matches();
        boolean isShort =
                spelling.editsMax() > 0 && spelling.text().length() <= Spelling.VARIANTS_LENGTH_MAX;
        Conditions conditions = new Conditions();
        conditions.bind(text);
        conditions.bind(begins ? last.group(1) : "");
        conditions.bind(begins ? last.group(2) : "");
        conditions.bind(isShort ? spelling.variants().toArray(String[]::new) : new String[0]);
        List<String> meant = List.copyOf(readings);
        conditions.bind(meant.toArray(String[]::new));
        conditions.bind(meant.stream().map(NearCandidates::longest).toArray(String[]::new));
        conditions.addFilters(query);
        return new NearCandidates(sql(conditions.and()), conditions.parameters());
    }

    /**
     * Words by which an index is asked for a reading. Long ones are rare; to look up the others,
     * too, takes longer than to look at what these find.
     */
    private static String longest(String reading) {
        return Arrays.stream(reading.split(" ", -1))
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
        ), asked AS MATERIALIZED (
            SELECT *, string_to_array(folded($2), ' ') AS names_before,
                   $2 <> '' AND books_with_any(begun) > %7$d AS begins_many
            FROM typed
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
                SELECT id, search
                FROM books
                WHERE NOT (SELECT begins_many FROM asked)
                  AND names_of(title_key, author_key) && (SELECT begun FROM asked) %3$s
                LIMIT %4$d
            ) AS those
            WHERE $2 = '' OR search @@ (SELECT before FROM asked)
            LIMIT %2$d)
            UNION
            (SELECT id
            FROM books
            WHERE (SELECT begins_many FROM asked)
              AND names_of(title_key, author_key) @> (SELECT names_before FROM asked)
              AND names_of(title_key, author_key) && (SELECT begun FROM asked) %3$s
            LIMIT %4$d)
            UNION
            (SELECT id FROM books WHERE title_key = ANY ($4) LIMIT %2$d)
            UNION
            (SELECT meant.id
            FROM unnest($5::text[], $6::text[]) AS reading (words, longest), LATERAL (
                SELECT id
                FROM (
                    SELECT id, popularity
                    FROM books
                    WHERE names_of(title_key, author_key) @> string_to_array(reading.longest, ' ')
                      AND names_of(title_key, author_key) || ''::text
                          @> string_to_array(reading.words, ' ') %3$s
                    LIMIT %4$d
                ) AS those
                ORDER BY popularity DESC
                LIMIT %5$d
            ) AS meant)))
        %3$s
        """
                .formatted(
                        Relevance.TIER,
                        CANDIDATES_MAX,
                        filters,
                        READING_SORTED_MAX,
                        READING_MAX,
                        BEGUN_MAX,
                        MANY_BEGUN);
    }
}
