package dev.cloudshelf.order.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line that the stock does not cover.
 *
 * @param title null when the catalogue did not say
 * @param available what is left; 0 also for a book that is no longer sold
 */
public record Shortage(UUID bookId, @Nullable String title, int requested, int available) {}
