package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Readings;
import dev.cloudshelf.catalog.domain.Spelling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may have meant whose words found little: books with those words, with words that
 * begin like the last one, and with a title or author that is spelt nearly like the text.
 *
 * <p>Candidates come from indexes of whole words: the words that books have are looked through for
 * those that may be meant ({@link Readings}), and books for these. Which of them are near, and how
 * near, is counted in edits.
 */
final class NearBooks {

    private static final int CANDIDATES_MAX = 1_000;

    /** Of one reading; of more than can be sorted it is any. */
    private static final int READING_SORTED_MAX = 500;

    private static final int READING_MAX = 50;

    /** Words that begin like the last one; more only where it is hardly begun. */
    private static final int BEGUN_MAX = 100;

    static final String KNOWN = "SELECT word FROM book_words WHERE word = ANY ($1)";

    /** Whoever writes operators means what the text says to the letter. */
    private static final Pattern OPERATORS = Pattern.compile("\"|(^|\\s)-|\\s(?i:or)\\s");

    private static final Pattern LAST_WORD = Pattern.compile("(?s)(.*?)([\\p{L}\\p{Nd}]{3,})");

    /** A book and how well it answers. */
    record Candidate(UUID id, Relevance relevance) {
        static final Comparator<Candidate> ORDER =
                Comparator.comparing(Candidate::relevance)
                        // As the database orders them, which compares bytes.
                        .thenComparing(c -> c.id().toString(), Comparator.reverseOrder());

        /** Whether title or author is the very text. */
        boolean isExact() {
            return relevance.tier() <= Relevance.EXACT_AUTHOR;
        }
    }

    private NearBooks() {}

    static boolean isLiteral(String text) {
        return OPERATORS.matcher(text).find();
    }

    static Uni<List<Candidate>> find(SqlClient client, BookQuery query, String text) {
        boolean literal = isLiteral(text);
        Spelling spelling = Spelling.of(literal ? "" : text);
        if (spelling.editsMax() == 0) {
            return candidates(client, query, text, !literal, spelling, Set.of());
        }
        return known(client, Readings.words(spelling))
                .map(known -> Readings.of(spelling, known))
                .chain(readings -> known(client, readings.conceivable()).map(readings::readings))
                .chain(readings -> candidates(client, query, text, true, spelling, readings));
    }

    /** Those of the words that any book has. */
    private static Uni<Set<String>> known(SqlClient client, Collection<String> words) {
        if (words.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return client.preparedQuery(KNOWN)
                .execute(Tuple.tuple().addArrayOfString(words.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> known = new HashSet<>();
                    rows.forEach(row -> known.add(row.getString(0)));
                    return known;
                });
    }

    private static Uni<List<Candidate>> candidates(
            SqlClient client,
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
        conditions.bind(readings.toArray(String[]::new));
        conditions.addFilters(query);
        return client.preparedQuery(candidates(conditions.and()))
                .execute(conditions.parameters())
                .map(rows -> {
                    List<Candidate> near = new ArrayList<>();
                    for (Row row : rows) {
                        Relevance relevance = relevance(row, spelling);
                        if (relevance != null) {
                            near.add(new Candidate(row.getUUID(0), relevance));
                        }
                    }
                    near.sort(Candidate.ORDER);
                    return near;
                });
    }

    /** The statement; what is near is decided on the rows. */
    static String candidates(String filters) {
        return """
        WITH asked AS MATERIALIZED (
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
                WHERE names_of(title_key, author_key) && (SELECT begun FROM asked) %3$s
                LIMIT %4$d
            ) AS those
            WHERE $2 = '' OR search @@ (SELECT before FROM asked)
            LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE title_key = ANY ($4) LIMIT %2$d)
            UNION
            (SELECT meant.id
            FROM unnest($5::text[]) AS reading (words), LATERAL (
                SELECT id
                FROM (
                    SELECT id, popularity
                    FROM books
                    WHERE names_of(title_key, author_key) @> string_to_array(reading.words, ' ')
                        %3$s
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
                        BEGUN_MAX);
    }

    private static @Nullable Relevance relevance(Row row, Spelling spelling) {
        String title = row.getString(1);
        long popularity = row.getLong(3);
        Integer tier = row.getInteger(4);
        if (tier != null && tier <= Relevance.EXACT_AUTHOR) {
            return new Relevance(tier, 0, popularity);
        }
        if (spelling.editsMax() > 0) {
            int edits = spelling.distanceTo(title);
            if (edits <= spelling.editsMax()) {
                return new Relevance(Relevance.NEAR_TITLE, edits, popularity);
            }
        }
        if (tier != null) {
            return new Relevance(tier, 0, popularity);
        }
        if (Boolean.TRUE.equals(row.getBoolean(5))) {
            return new Relevance(Relevance.PREFIX, 0, popularity);
        }
        if (spelling.editsMax() == 0) {
            return null;
        }
        int edits = spelling.distanceWithin(title);
        for (String name : row.getArrayOfStrings(2)) {
            edits = Math.min(edits, spelling.distanceWithin(name));
        }
        return edits <= spelling.editsMax()
                ? new Relevance(Relevance.NEAR_WORDS, edits, popularity)
                : null;
    }
}
