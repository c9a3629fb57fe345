package dev.cloudshelf.catalog.store.postgres;

import java.util.List;
import java.util.UUID;

/** Which books a list is about, before its filters. */
sealed interface Matches {

    /** Begins the key of a position, so that a list's later pages are about the same books. */
    String mark();

    void addTo(SqlConditions conditions);

    record All() implements Matches {
        @Override
        public String mark() {
            return "";
        }

        @Override
        public void addTo(SqlConditions conditions) {
            // Every book matches.
        }
    }

    /** Those with the words of a text in web search syntax. */
    record WithWords(String text) implements Matches {
        static final String MARK = "w";

        @Override
        public String mark() {
            return MARK;
        }

        @Override
        public void addTo(SqlConditions conditions) {
            conditions.add(
                    "search @@ websearch_to_tsquery('book_text', " + conditions.bind(text) + ")");
        }
    }

    /** Those that {@link FuzzySearch} found, because words found little. */
    record Fuzzy(List<UUID> ids) implements Matches {
        static final String MARK = "n";

        public Fuzzy {
            ids = List.copyOf(ids);
        }

        @Override
        public String mark() {
            return MARK;
        }

        @Override
        public void addTo(SqlConditions conditions) {
            conditions.add("id = ANY (" + conditions.bind(ids.toArray(UUID[]::new)) + ")");
        }
    }
}
