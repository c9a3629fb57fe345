package dev.cloudshelf.catalog.domain;

/** What became of one imported row. */
public sealed interface ImportOutcome {

    record Created() implements ImportOutcome {}

    record Updated() implements ImportOutcome {}

    record Unchanged() implements ImportOutcome {}

    /**
     * @param reason what a person would have to change in the row
     */
    record Rejected(String reason) implements ImportOutcome {}
}
