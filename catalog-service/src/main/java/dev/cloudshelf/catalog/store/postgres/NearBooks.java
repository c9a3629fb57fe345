package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Spelling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may have meant whose words found little: books with those words, with words that
 * begin like the last one, and with a title or author that is spelt nearly like the text.
 *
 * <p>Candidates come from indexes: a short text is looked up with each of its possible slips, a
 * longer one by its trigrams. Which of them are near, and how near, is counted in edits.
 */
final class NearBooks {

    private static final int CANDIDATES_MAX = 1_000;

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

    static Uni<List<Candidate>> find(SqlClient client, BookQuery query, String text) {
        boolean literal = OPERATORS.matcher(text).find();
        Spelling spelling = Spelling.of(literal ? "" : text);
        Matcher last = LAST_WORD.matcher(text);
        boolean begins = !literal && last.matches();
        boolean isShort = spelling.text().length() < Spelling.TRIGRAMS_FROM_LENGTH;
        List<String> slips =
                isShort && spelling.editsMax() > 0 ? List.copyOf(spelling.variants()) : List.of();
        Conditions conditions = new Conditions();
        conditions.bind(text);
        conditions.bind(begins ? last.group(1) : "");
        conditions.bind(begins ? last.group(2) + ":*" : "");
        conditions.bind(String.join("|", oneWord(slips)));
        conditions.bind(slips.toArray(String[]::new));
        conditions.bind(spelling.text());
        // Nothing resembles itself more than entirely.
        conditions.bind(isShort ? 1f : (float) spelling.trigramsKept());
        conditions.addFilters(query);
        String sql = candidates(conditions.and());
        Tuple parameters = conditions.parameters();
        return client.preparedQuery(sql)
                .execute(parameters)
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
                   websearch_to_tsquery('book_text', $2) && to_tsquery('book_text', $3)
                       AS beginning,
                   to_tsquery('book_text', $4) AS slips
        )
        SELECT id, title_key, author_names, popularity, %1$s AS tier,
               search @@ (SELECT beginning FROM asked) AS begun
        FROM books
        WHERE id = ANY (ARRAY(
            (SELECT id FROM books WHERE title_key = (SELECT key FROM asked) LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE search @@ (SELECT words FROM asked) %3$s LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE search @@ (SELECT beginning FROM asked) %3$s LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE title_key = ANY ($5) LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE title_search @@ (SELECT slips FROM asked) LIMIT %2$d)
            UNION
            (SELECT id FROM books WHERE author_search @@ (SELECT slips FROM asked) LIMIT %2$d)
            UNION
            (SELECT * FROM resembling($6, $7, %2$d) WHERE $7 < 1)))
        %3$s
        """
                .formatted(Relevance.TIER, CANDIDATES_MAX, filters);
    }

    private static List<String> oneWord(List<String> slips) {
        return slips.stream().filter(s -> !s.isBlank() && s.indexOf(' ') < 0).toList();
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
        if (row.getBoolean(5)) {
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
