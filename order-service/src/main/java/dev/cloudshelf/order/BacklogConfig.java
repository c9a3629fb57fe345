package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How what is left to do is watched. */
@ConfigMapping(prefix = "cloudshelf.backlog")
public interface BacklogConfig {

    /** How often it is counted, such as 15s; off never. */
    @NotBlank
    String every();

    /** A pending order of this age is overdue: by then the sweeper should have settled it. */
    @WithDefault("60000")
    @Min(0)
    long overdueMillis();
}
