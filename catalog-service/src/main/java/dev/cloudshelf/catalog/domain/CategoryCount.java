package dev.cloudshelf.catalog.domain;

/** A category and how many books it has. */
public record CategoryCount(String category, long count) {}
