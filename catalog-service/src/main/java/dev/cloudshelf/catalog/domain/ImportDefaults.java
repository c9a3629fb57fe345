package dev.cloudshelf.catalog.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a created book gets where its row says nothing. An existing book keeps what it has.
 *
 * @param price at least 0.00
 * @param stockQuantity at least 0
 */
public record ImportDefaults(
        @Nullable BigDecimal price, @Nullable Integer stockQuantity, @Nullable String category) {

    public static final ImportDefaults NONE = new ImportDefaults(null, null, null);
}
