package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How long is kept what is not kept for good. */
@ConfigMapping(prefix = "cloudshelf.retention")
public interface RetentionConfig {

    /** How often it is looked for, such as 1h; off never. */
    @NotBlank
    String every();

    /** In one statement. */
    @WithDefault("500")
    @Min(1)
    @Max(1000)
    int batchMax();

    /** Orders that were refused, with their idempotency keys. */
    @WithDefault("30")
    @Min(1)
    int refusedOrdersDays();

    /** Effects that are done. */
    @WithDefault("30")
    @Min(1)
    int doneEffectsDays();

    /** Shipping addresses in the orders of closed accounts. */
    @WithDefault("365")
    @Min(0)
    int orderAddressDays();
}
