package dev.cloudshelf.catalog.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Default values for created books whose row has none. An existing book keeps its values.
 *
 * @param price at least 0.00
 * @param stockQuantity at least 0
 */
public record ImportDefaults(
        @Nullable BigDecimal price, @Nullable Integer stockQuantity, @Nullable String category) {

    public static final ImportDefaults NONE = new ImportDefaults(null, null, null);
}
