package dev.cloudshelf.cart;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often somebody may do what costs the store something. */
@ConfigMapping(prefix = "cloudshelf.quota")
public interface QuotaConfig {

    int WINDOW_SECONDS_MAX = 7 * 24 * 60 * 60;

    /** Sessions opened from one address in a window. */
    @Min(1)
    int sessionsMax();

    @Min(1)
    @Max(WINDOW_SECONDS_MAX)
    int sessionsWindowSeconds();

    /** Changes of one owner's cart in a window. */
    @Min(1)
    int cartChangesMax();

    @Min(1)
    @Max(WINDOW_SECONDS_MAX)
    int cartChangesWindowSeconds();
}
