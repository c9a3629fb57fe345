package dev.cloudshelf.catalog.domain;

import java.time.Instant;

/**
 * The author and the time of a change, by an administrator or an import.
 *
 * @param by the account id
 */
public record Edit(String by, Instant at) {}
