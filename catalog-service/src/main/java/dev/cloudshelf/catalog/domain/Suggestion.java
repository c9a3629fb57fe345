package dev.cloudshelf.catalog.domain;

import java.util.UUID;

/** What somebody may be about to type. */
public sealed interface Suggestion {

    /** How many are made at once. */
    int MAX = 10;

    String text();

    /** A book's title; of books with the same one, the most popular. */
    record Title(String text, UUID bookId) implements Suggestion {}

    record Author(String text) implements Suggestion {}
}
