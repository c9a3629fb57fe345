package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An address in somebody's book.
 *
 * @param isDefault whether it is the one that is proposed first
 * @param updatedAt when it was last written, or became or ceased to be the default
 */
public record Address(
        UUID id, PostalAddress place, boolean isDefault, Instant createdAt, Instant updatedAt) {

    Address as(boolean byDefault, Instant now) {
        return byDefault == isDefault ? this : new Address(id, place, byDefault, createdAt, now);
    }
}
