package dev.cloudshelf.catalog.domain;

/** A category and its number of books. */
public record CategoryCount(String category, long count) {}
