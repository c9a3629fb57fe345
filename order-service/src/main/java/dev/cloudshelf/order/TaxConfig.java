package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;

/** Sales tax. */
@ConfigMapping(prefix = "cloudshelf.tax")
public interface TaxConfig {

    /** Share of the subtotal: 0.08 is 8 percent. */
    @WithDefault("0.08")
    @DecimalMin("0")
    @DecimalMax("1")
    BigDecimal rate();
}
