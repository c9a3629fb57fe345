package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Rows that are sent together. */
final class Batch {

    static final int ROWS_MAX = 2000;

    /** Far below what the gateway takes, so that a batch is done in far less time than it waits. */
    private static final int CHARACTERS_MAX = 1_000_000;

    /**
     * Where a row comes from.
     *
     * @param line of the file
     */
    record Entry(long line, String title) {}

    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder ndjson = new StringBuilder();

    void add(SourceRow row, ObjectNode book) {
        entries.add(new Entry(row.line(), book.path("title").asText()));
        ndjson.append(book).append('\n');
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isFull() {
        return entries.size() >= ROWS_MAX || ndjson.length() >= CHARACTERS_MAX;
    }

    /**
     * @param number as the catalogue counts the lines of a batch; the first is 1
     */
    Entry entry(int number) {
        return entries.get(number - 1);
    }

    Entry first() {
        return entries.getFirst();
    }

    String ndjson() {
        return ndjson.toString();
    }
}
