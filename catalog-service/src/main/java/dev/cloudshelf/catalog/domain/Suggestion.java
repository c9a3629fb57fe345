package dev.cloudshelf.catalog.domain;

import java.util.UUID;

/** A suggestion for what is being typed. */
public sealed interface Suggestion {

    /** The maximum of suggestions in a response. */
    int MAX = 10;

    String text();

    /** A book's title; of several books with the same title, the most popular. */
    record Title(String text, UUID bookId) implements Suggestion {}

    record Author(String text) implements Suggestion {}
}
