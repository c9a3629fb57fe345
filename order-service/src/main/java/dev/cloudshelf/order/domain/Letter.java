package dev.cloudshelf.order.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A plain text to a customer about an order.
 *
 * @param kind what happened: {@code confirmation}, {@code cancellation} or {@code shipping}
 * @param at when that happened
 * @param text lines that end with a line feed
 */
public record Letter(
        UUID orderId, String kind, Instant at, Customer to, String subject, String text) {

    /** The same for the same letter, and its own for every other; sorts by day. */
    public String name() {
        return "%s-%s-%s".formatted(at.atOffset(ZoneOffset.UTC).toLocalDate(), orderId, kind);
    }

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "Letter " + name();
    }
}
