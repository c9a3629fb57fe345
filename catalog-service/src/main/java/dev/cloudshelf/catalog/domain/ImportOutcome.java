package dev.cloudshelf.catalog.domain;

/** The outcome of one imported row. */
public sealed interface ImportOutcome {

    record Created() implements ImportOutcome {}

    record Updated() implements ImportOutcome {}

    record Unchanged() implements ImportOutcome {}

    /**
     * @param reason what has to be changed in the row
     */
    record Rejected(String reason) implements ImportOutcome {}
}
