package dev.cloudshelf.catalog.store.postgres;

import java.util.List;
import java.util.UUID;

/** Which books a list is about, before its filters. */
sealed interface Matches {

    /** Begins the key of a position, so that a list's later pages are about the same books. */
    String cursorPrefix();

    void addTo(SqlConditions conditions);

    record All() implements Matches {
        @Override
        public String cursorPrefix() {
            return "";
        }

        @Override
        public void addTo(SqlConditions conditions) {
            // Every book matches.
        }
    }

    /** Those with the words of a text in web search syntax. */
    record WithWords(String text) implements Matches {
        static final String CURSOR_PREFIX = "w";

        @Override
        public String cursorPrefix() {
            return CURSOR_PREFIX;
        }

        @Override
        public void addTo(SqlConditions conditions) {
            conditions.add(
                    "search @@ websearch_to_tsquery('book_text', " + conditions.bind(text) + ")");
        }
    }

    /** Those that {@link FuzzySearch} found, because words found little. */
    record Fuzzy(List<UUID> ids) implements Matches {
        static final String CURSOR_PREFIX = "n";

        public Fuzzy {
            ids = List.copyOf(ids);
        }

        @Override
        public String cursorPrefix() {
            return CURSOR_PREFIX;
        }

        @Override
        public void addTo(SqlConditions conditions) {
            conditions.add("id = ANY (" + conditions.bind(ids.toArray(UUID[]::new)) + ")");
        }
    }
}
