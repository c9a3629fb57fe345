package dev.cloudshelf.catalog.store.postgres;

import java.util.List;
import java.util.UUID;

/** The selection of books for a list, before its filters. */
sealed interface Matches {

    /** The first character of cursor positions, which tells later pages the selection. */
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

    /** The books with the words of a text in web search syntax. */
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

    /** The books that {@link FuzzySearch} found, because few matched by words. */
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
