package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;

/** What shipping costs. */
@ConfigMapping(prefix = "cloudshelf.shipping")
public interface ShippingConfig {

    @WithDefault("4.99")
    @DecimalMin("0")
    @Digits(integer = 8, fraction = 2)
    BigDecimal flatUsd();

    /** The smallest subtotal that ships free. */
    @WithDefault("50.00")
    @DecimalMin("0")
    @Digits(integer = 8, fraction = 2)
    BigDecimal freeFromUsd();
}
