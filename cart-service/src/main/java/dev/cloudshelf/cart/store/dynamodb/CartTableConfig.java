package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Where the carts are kept. */
@ConfigMapping(prefix = "cloudshelf.carts")
public interface CartTableConfig {

    @NotBlank
    String table();

    /**
     * How long it is remembered that an order's purchase has been taken off. Must be longer than
     * the order service goes on asking.
     */
    @Min(1)
    int removalMemoryDays();
}
