package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How orders left pending are settled. */
@ConfigMapping(prefix = "cloudshelf.sweeper")
public interface SweeperConfig {

    /** How often left orders are looked for, such as 5s; off never. */
    @NotBlank
    String every();

    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int batchMax();
}
