package dev.cloudshelf.catalog.store.postgres;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The quality of a book's match with a text: tier, then the fewest edits, then popularity.
 *
 * @param edits the distance from the text; 0 if the book has the text's words
 */
record Relevance(int tier, int edits, long popularity) implements Comparable<Relevance> {

    /** The tiers, the best first. Fuzzy ones are used only if few books match by words. */
    static final int EXACT_TITLE = 0;

    static final int EXACT_AUTHOR = 1;
    static final int FUZZY_TITLE = 2;
    static final int TITLE = 3;
    static final int AUTHOR = 4;
    static final int REST = 5;
    static final int PREFIX = 6;
    static final int FUZZY_WORDS = 7;

    /** SQL for the tier of a row of books, given the common table expression {@code asked}. */
    static final String TIER =
            """
            CASE
                WHEN title_key = (SELECT key FROM asked) THEN 0
                WHEN (SELECT key FROM asked) = ANY (author_names) THEN 1
                WHEN ts_filter(search, '{a}') @@ (SELECT words FROM asked) THEN 3
                WHEN ts_filter(search, '{b}') @@ (SELECT words FROM asked) THEN 4
                WHEN search @@ (SELECT words FROM asked) THEN 5
            END\
            """;

    private static final Pattern KEY = Pattern.compile("([0-7])\\.([0-9])\\.([0-9]{1,18})");

    private static final Comparator<Relevance> ORDER =
            Comparator.comparingInt(Relevance::tier)
                    .thenComparingInt(Relevance::edits)
                    .thenComparing(Relevance::popularity, Comparator.reverseOrder());

    /**
     * @return empty when the text is not the key of a position
     */
    static Optional<Relevance> parse(String text) {
        Matcher key = KEY.matcher(text);
        return key.matches()
                ? Optional.of(
                        new Relevance(
                                Integer.parseInt(key.group(1)),
                                Integer.parseInt(key.group(2)),
                                Long.parseLong(key.group(3))))
                : Optional.empty();
    }

    /**
     * Returns whether this can be a position in a list of word matches; fuzzy matches have others.
     */
    boolean isWordMatch() {
        return tier != FUZZY_TITLE && tier <= REST && edits == 0;
    }

    @Override
    public int compareTo(Relevance other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tier + "." + edits + "." + popularity;
    }
}
