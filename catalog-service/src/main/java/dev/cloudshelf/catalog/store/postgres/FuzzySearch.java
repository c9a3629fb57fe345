package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Spelling;
import dev.cloudshelf.catalog.domain.SpellingCandidates;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds books when the words of a text match few: books with those words, books with words that
 * begin like the last one, and books whose title or author is spelt similarly.
 *
 * <p>{@link SpellingCandidates} makes corrected texts from words that books have, {@link
 * FuzzyCandidatesStatement} selects candidates for these, and the candidates are ranked by their
 * number of edits.
 */
final class FuzzySearch {

    static final String KNOWN = "SELECT word FROM book_words WHERE word = ANY ($1)";

    /**
     * The same, and whether so many books have the word, by statistics, that it is not selective.
     */
    static final String KNOWN_AND_COMMON =
            """
            SELECT word, coalesce(
                frequency * (SELECT reltuples FROM pg_class WHERE oid = 'books'::regclass), 0)
                > %d AS common
            FROM book_words LEFT JOIN (
                SELECT unnest(most_common_elems::text::text[]) AS word,
                       unnest(most_common_elem_freqs) AS frequency
                FROM pg_stats
                WHERE schemaname = current_schema()
                  AND tablename = 'books_names' AND attname = 'names_of'
            ) AS counted USING (word)
            WHERE word = ANY ($1)
            """
                    .formatted(FuzzyCandidatesStatement.CANDIDATES_MAX);

    /** A text with search operators is taken literally. */
    private static final Pattern OPERATORS = Pattern.compile("\"|(^|\\s)-|\\s(?i:or)\\s");

    /** A book and how well it matches. */
    record Candidate(UUID id, Relevance relevance) {
        static final Comparator<Candidate> ORDER =
                Comparator.comparing(Candidate::relevance)
                        // In the database's order, which compares bytes.
                        .thenComparing(c -> c.id().toString(), Comparator.reverseOrder());

        static List<UUID> ids(List<Candidate> candidates) {
            return candidates.stream().map(Candidate::id).toList();
        }

        /** Returns whether title or author equals the text. */
        boolean isExact() {
            return relevance.tier() <= Relevance.EXACT_AUTHOR;
        }
    }

    private FuzzySearch() {}

    static boolean isLiteral(String text) {
        return OPERATORS.matcher(text).find();
    }

    static Uni<List<Candidate>> find(SqlClient client, BookQuery query, String text) {
        boolean literal = isLiteral(text);
        Spelling spelling = Spelling.of(literal ? "" : text);
        if (spelling.editsMax() == 0) {
            return candidates(client, query, text, !literal, spelling, SpellingGuess.NOTHING);
        }
        return known(client, SpellingCandidates.words(spelling))
                .map(known -> SpellingCandidates.of(spelling, known))
                .chain(candidates -> guess(client, candidates))
                .chain(guess -> candidates(client, query, text, true, spelling, guess));
    }

    /**
     * The likely meanings of a text.
     *
     * @param texts corrected texts
     * @param common those of their words that are not selective
     */
    private record SpellingGuess(Set<String> texts, Set<String> common) {
        static final SpellingGuess NOTHING = new SpellingGuess(Set.of(), Set.of());
    }

    private static Uni<SpellingGuess> guess(SqlClient client, SpellingCandidates candidates) {
        Set<String> possibleWords = candidates.possibleWords();
        Set<String> all = new HashSet<>(possibleWords);
        all.addAll(candidates.words());
        return client.preparedQuery(KNOWN_AND_COMMON)
                .execute(Tuple.tuple().addArrayOfString(all.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> known = new HashSet<>();
                    Set<String> common = new HashSet<>();
                    for (Row row : rows) {
                        known.add(row.getString(0));
                        if (row.getBoolean(1)) {
                            common.add(row.getString(0));
                        }
                    }
                    known.retainAll(possibleWords);
                    return new SpellingGuess(candidates.texts(known), common);
                });
    }

    /** Returns those of the words that any book has. */
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
            SpellingGuess guess) {
        FuzzyCandidatesStatement search =
                FuzzyCandidatesStatement.of(
                        query, text, mayBegin, spelling, guess.texts(), guess.common());
        return client.preparedQuery(search.sql())
                .execute(search.parameters())
                .map(rows -> {
                    List<Candidate> matches = new ArrayList<>();
                    for (Row row : rows) {
                        Relevance relevance = relevance(row, spelling);
                        if (relevance != null) {
                            matches.add(new Candidate(row.getUUID(0), relevance));
                        }
                    }
                    matches.sort(Candidate.ORDER);
                    return matches;
                });
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
                return new Relevance(Relevance.FUZZY_TITLE, edits, popularity);
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
                ? new Relevance(Relevance.FUZZY_WORDS, edits, popularity)
                : null;
    }
}
