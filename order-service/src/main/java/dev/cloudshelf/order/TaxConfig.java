package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.util.Map;

/** Sales tax. */
@ConfigMapping(prefix = "cloudshelf.tax")
public interface TaxConfig {

    /** Share of the subtotal, wherever no other is set: 0.08 is 8 percent. */
    @WithDefault("0.08")
    @DecimalMin("0")
    @DecimalMax("1")
    BigDecimal rate();

    /**
     * Instead of that where an order goes to one of these, by country or country and state: {@code
     * GB}, {@code "US-CA"}. {@link dev.cloudshelf.order.domain.TaxRates} checks them at start.
     */
    Map<String, BigDecimal> rates();
}
