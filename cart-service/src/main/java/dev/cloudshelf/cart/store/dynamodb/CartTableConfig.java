package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** The table of carts. */
@ConfigMapping(prefix = "cloudshelf.carts")
public interface CartTableConfig {

    @NotBlank
    String table();

    /**
     * The time for which the removal of an order's lines is remembered, in days. Must be longer
     * than order-service repeats the call.
     */
    @Min(1)
    int removalMemoryDays();
}
