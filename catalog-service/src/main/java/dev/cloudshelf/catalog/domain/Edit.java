package dev.cloudshelf.catalog.domain;

import java.time.Instant;

/**
 * Who changes something, by hand or by an import, and when.
 *
 * @param by the account's id
 */
public record Edit(String by, Instant at) {}
