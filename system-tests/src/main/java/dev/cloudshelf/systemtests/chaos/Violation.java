package dev.cloudshelf.systemtests.chaos;

/**
 * Something that must not be.
 *
 * @param what with the ids that it concerns, what was expected and what was found
 */
record Violation(Invariant invariant, String what) {}
